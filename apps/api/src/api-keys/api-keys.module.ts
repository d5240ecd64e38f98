import { Module } from '@nestjs/common';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { ApiKeysController } from './api-keys.controller.js';

@Module({ imports: [DatabaseModule], controllers: [ApiKeysController] })
export class ApiKeysModule {}
