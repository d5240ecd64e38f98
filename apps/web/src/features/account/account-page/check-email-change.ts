import type { UserView } from '@media/sdk';
import { emailProblem } from '../sign-in/check-credentials';

type Fields = { email: string; password: string };
type Current = Pick<UserView, 'email' | 'emailVerifiedAt'>;

/** Addresses differ in case only by how they were typed. */
const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Errors that need no request, by field name. A current address that isn't confirmed yet can be entered to get another link. */
export const checkEmailChange = (current: Current, { email, password }: Fields): Record<string, string> => {
  const isConfirmed = isSame(email, current.email) && current.emailVerifiedAt !== null;
  const problem = isConfirmed ? 'This is your address already, and it is confirmed.' : emailProblem(email);
  return {
    ...(problem && { email: problem }),
    ...(password === '' && { password: 'Enter your password.' }),
  };
};

/** What happens next after a link was sent to an address. */
export const describeSentLink = (current: Current, email: string): string =>
  isSame(email, current.email)
    ? `We've sent another link to ${email}. Open it to confirm your address.`
    : `We've sent a link to ${email}. Your address changes when you open it.`;
