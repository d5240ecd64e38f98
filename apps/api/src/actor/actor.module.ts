import { Module } from '@nestjs/common';
import { ActorController } from './actor.controller.js';

@Module({ controllers: [ActorController] })
export class ActorModule {}
