import { ApiError } from '@media/sdk';
import { isLinkGone } from '../email-link/is-link-gone';

type Failure = { title: string; text: string; canRetry: boolean };

/** Why an address couldn't be confirmed, and what to do. `null`: the link has no token. */
export const describeFailure = (error: Error | null, isSignedIn: boolean): Failure => {
  if (error === null || isLinkGone(error)) {
    const where = isSignedIn ? 'On your account page, you can' : 'Sign in to';
    return {
      title: 'This link no longer works',
      text: `It has expired, was already used, or is incomplete. If you've opened it before, your address is confirmed. ${where} see whether it is, and request a new link.`,
      canRetry: false,
    };
  }
  if (error instanceof ApiError && error.code === 'EMAIL_TAKEN')
    return {
      title: 'This address belongs to another account',
      text: 'The address of your account stays the same. Choose another one on your account page.',
      canRetry: false,
    };
  return { title: "Couldn't confirm your email address", text: error.message, canRetry: true };
};
