import { SessionId, SessionList } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

export const SESSION_ROUTES = defineRoutes('Accounts', {
  listSessions: {
    method: 'GET',
    path: '/auth/sessions',
    summary: 'List sessions',
    description: 'Returns where the user is signed in.',
    answers: [{ status: 200, schema: SessionList }],
  },
  revokeSessions: {
    method: 'DELETE',
    path: '/auth/sessions',
    summary: 'Sign out everywhere',
    description: 'Revokes all sessions of the user, including the one that makes the request.',
    answers: [{ status: 204, description: 'All sessions have ended' }],
  },
  revokeSession: {
    method: 'DELETE',
    path: '/auth/sessions/:id',
    summary: 'Revoke a session',
    description: 'Ends one session of the user. Its tokens stop working at once.',
    params: z.strictObject({ id: SessionId }),
    answers: [{ status: 204 }],
  },
});
