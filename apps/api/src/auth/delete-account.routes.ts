import { DeleteAccountRequest } from '@media/contracts';
import { defineRoutes } from '../http/route.js';

export const DELETE_ACCOUNT_ROUTES = defineRoutes('Accounts', {
  deleteAccount: {
    method: 'POST',
    path: '/auth/me/delete',
    summary: 'Delete the account',
    description:
      'Deletes the account of the user and their personal organization with all its videos and files. Ends all their sessions, playback tokens, API keys and invitations. This cannot be undone, so it requires the password. Other organizations stay: those without another owner have to be handed over or deleted first, and so does a personal organization with other members.',
    body: DeleteAccountRequest,
    responses: [{ status: 204, description: 'The account was deleted' }],
    errors: ['PASSWORD_WRONG', 'SOLE_OWNER', 'RATE_LIMITED'],
  },
});
