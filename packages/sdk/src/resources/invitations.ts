import type { InvitationAccepted, InvitationLookup } from '@media/contracts';
import type { Send } from '../session/session.js';

export const invitationsResource = (send: Send) => ({
  /** What an invitation is for. `token` is the part of its link after `#`. Needs no account. ApiError INVITATION_GONE. */
  lookup: async (token: string, signal?: AbortSignal): Promise<InvitationLookup> =>
    (await send({ method: 'POST', path: '/invitations/lookup', body: { token }, signal })).json(),

  /** Makes the user a member. ApiError INVITATION_GONE, INVITATION_FOR_OTHER_ADDRESS, ALREADY_MEMBER. */
  accept: async (token: string): Promise<InvitationAccepted> =>
    (await send({ method: 'POST', path: '/invitations/accept', body: { token } })).json(),
});

export type InvitationsResource = ReturnType<typeof invitationsResource>;
