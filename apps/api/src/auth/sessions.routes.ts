import { SessionId, SessionList } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

export const SESSION_ROUTES = defineRoutes('Accounts', {
  listSessions: {
    method: 'GET',
    path: '/auth/sessions',
    summary: 'List sessions',
    description: "Returns the user's active sessions, most recently used first.",
    responses: [{ status: 200, schema: SessionList }],
  },
  revokeSessions: {
    method: 'DELETE',
    path: '/auth/sessions',
    summary: 'Sign out everywhere',
    description:
      'Revokes all sessions of the user, including the current one, and all playback tokens that they created.',
    responses: [{ status: 204, description: 'All sessions were revoked' }],
  },
  revokeSession: {
    method: 'DELETE',
    path: '/auth/sessions/:id',
    summary: 'Revoke a session',
    description: "Revokes one of the user's sessions. Its tokens stop working immediately.",
    params: z.strictObject({ id: SessionId }),
    responses: [{ status: 204 }],
  },
});
