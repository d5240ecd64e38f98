import { Module } from '@nestjs/common';
import { DatabaseModule } from '../infrastructure/database.module.js';
import { OrganizationsController } from './organizations.controller.js';

@Module({ imports: [DatabaseModule], controllers: [OrganizationsController] })
export class OrganizationsModule {}
