import { Module } from '@nestjs/common';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { StoreModule } from '../infrastructure/store.module.js';
import { UploadsController } from './uploads.controller.js';

@Module({ imports: [DatabaseModule, StoreModule], controllers: [UploadsController] })
export class UploadsModule {}
