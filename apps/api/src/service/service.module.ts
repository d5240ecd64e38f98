import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module.js';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { RedisModule } from '../infrastructure/redis.module.js';
import { StoreModule } from '../infrastructure/store.module.js';
import { ServiceController } from './service.controller.js';

@Module({ imports: [HttpModule, DatabaseModule, RedisModule, StoreModule], controllers: [ServiceController] })
export class ServiceModule {}
