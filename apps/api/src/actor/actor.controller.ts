import type { ActorView } from '@media/contracts';
import { Controller } from '@nestjs/common';
import { AnyActor } from '../http/access.js';
import { Handles } from '../http/handles.js';
import type { Call } from '../http/route.js';
import { ACTOR_ROUTES } from './actor.routes.js';
import { viewActor } from './view-actor.js';

@Controller()
export class ActorController {
  @Handles(ACTOR_ROUTES.viewActor)
  @AnyActor()
  view({ actor }: Call<typeof ACTOR_ROUTES.viewActor>): ActorView {
    return viewActor(actor);
  }
}
