import type { RegistrationView } from '@media/sdk';

/** Who can register on this server. */
export type Registration = RegistrationView['mode'];

/** Whether the sign-up form can succeed. Later releases can add modes, and the API decides in any case. */
export const canSignUp = (registration: Registration, isInvited: boolean): boolean =>
  registration !== 'closed' && (registration !== 'invitation' || isInvited);

/** Why there is no sign-up form, and what to do. */
export const describeRegistration = (registration: Registration): string =>
  registration === 'closed'
    ? "This server doesn't accept new accounts."
    : 'New accounts are by invitation only. To sign up, open the link in your invitation.';
