import { ActorView, TokenQuery } from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const ACTOR_ROUTES = defineRoutes('Organizations', {
  viewActor: {
    method: 'GET',
    path: '/actor',
    summary: 'View the actor',
    description: 'Returns as whom the request acts, in which organization, and what that permits.',
    query: TokenQuery,
    answers: [{ status: 200, schema: ActorView }],
  },
});
