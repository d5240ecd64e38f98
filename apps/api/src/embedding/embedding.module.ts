import { Module } from '@nestjs/common';
import { TokensModule } from '../auth/tokens.module.js';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { EmbeddingController } from './embedding.controller.js';

@Module({ imports: [DatabaseModule, TokensModule], controllers: [EmbeddingController] })
export class EmbeddingModule {}
