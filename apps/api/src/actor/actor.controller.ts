import type { ActorView, TokenQuery } from '@media/contracts';
import type { RequestActor } from '@media/core';
import { Controller } from '@nestjs/common';
import { TheActor } from '../http/actor.js';
import { Handles } from '../http/handles.js';
import { ValidQuery } from '../http/valid.js';
import { viewActor } from './view-actor.js';

@Controller()
export class ActorController {
  @Handles('viewActor')
  view(@TheActor() actor: RequestActor, @ValidQuery('viewActor') _query: TokenQuery): ActorView {
    return viewActor(actor);
  }
}
