import { ActorView, TokenQuery } from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const ACTOR_ROUTES = defineRoutes({
  viewActor: {
    method: 'GET',
    path: '/actor',
    summary: 'Who makes the request, and what it permits',
    query: TokenQuery,
    answers: [{ status: 200, schema: ActorView }],
  },
});
