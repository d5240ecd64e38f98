import { ApiError } from '@media/sdk';

export type InvitationProblem = { title: string; text: string; canRetry: boolean };

export const INCOMPLETE_LINK: InvitationProblem = {
  title: 'This link is incomplete',
  text: 'Part of it may be missing. Open it from the email again, or copy the whole link.',
  canRetry: false,
};

/** Why an invitation can't be shown, and what to do. */
export const describeProblem = (error: Error): InvitationProblem => {
  if (error instanceof ApiError && error.code === 'INVITATION_GONE')
    return {
      title: 'This invitation is no longer valid',
      text: 'It was already used, has expired, or was revoked. Ask the person who invited you for a new one.',
      canRetry: false,
    };
  if (error instanceof ApiError && (error.status === 404 || error.status === 422)) return INCOMPLETE_LINK;
  return { title: "Couldn't load the invitation", text: error.message, canRetry: true };
};
