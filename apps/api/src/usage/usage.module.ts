import { Module } from '@nestjs/common';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { UsageController } from './usage.controller.js';

@Module({ imports: [DatabaseModule], controllers: [UsageController] })
export class UsageModule {}
