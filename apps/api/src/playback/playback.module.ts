import { Module } from '@nestjs/common';
import { TokensModule } from '../auth/tokens.module.js';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { StoreModule } from '../infrastructure/store.module.js';
import { PlaybackController } from './playback.controller.js';

@Module({ imports: [DatabaseModule, StoreModule, TokensModule], controllers: [PlaybackController] })
export class PlaybackModule {}
