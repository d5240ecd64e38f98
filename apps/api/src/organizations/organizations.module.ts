import { Module } from '@nestjs/common';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { RedisModule } from '../infrastructure/redis.module.js';
import { OrganizationsController } from './organizations.controller.js';

@Module({ imports: [DatabaseModule, RedisModule], controllers: [OrganizationsController] })
export class OrganizationsModule {}
