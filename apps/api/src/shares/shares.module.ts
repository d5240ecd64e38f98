import { Module } from '@nestjs/common';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { SharesController } from './shares.controller.js';

@Module({ imports: [DatabaseModule], controllers: [SharesController] })
export class SharesModule {}
