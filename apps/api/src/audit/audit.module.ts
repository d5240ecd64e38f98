import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module.js';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { AuditController } from './audit.controller.js';

@Module({ imports: [HttpModule, DatabaseModule], controllers: [AuditController] })
export class AuditModule {}
