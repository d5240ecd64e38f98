import { SessionId, SessionList } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

export const SESSION_ROUTES = defineRoutes({
  listSessions: {
    method: 'GET',
    path: '/auth/sessions',
    summary: 'Where the user is signed in',
    answers: [{ status: 200, schema: SessionList }],
  },
  revokeSessions: {
    method: 'DELETE',
    path: '/auth/sessions',
    summary: 'Sign out everywhere',
    answers: [{ status: 204, description: 'All sessions have ended, also the one that asked' }],
  },
  revokeSession: {
    method: 'DELETE',
    path: '/auth/sessions/:id',
    summary: 'End one session',
    params: z.strictObject({ id: SessionId }),
    answers: [{ status: 204 }],
  },
});
