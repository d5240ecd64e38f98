import { Module } from '@nestjs/common';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { EmbeddingController } from './embedding.controller.js';

@Module({ imports: [DatabaseModule], controllers: [EmbeddingController] })
export class EmbeddingModule {}
