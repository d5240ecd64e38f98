import { ActorView, TokenQuery } from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const ACTOR_ROUTES = defineRoutes('Organizations', {
  viewActor: {
    method: 'GET',
    path: '/actor',
    summary: 'Get the current actor',
    description: 'Returns the identity, organization, and permissions of the caller.',
    query: TokenQuery,
    responses: [{ status: 200, schema: ActorView }],
  },
});
