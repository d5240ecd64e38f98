import { passwordProblem } from '../password-rule';
import type { SignMode } from './use-sign-in';

type Fields = { email: string; password: string };

/** What can be told to be wrong before the API is asked, by the name of the field. */
export const checkCredentials = (mode: SignMode, { email, password }: Fields): Record<string, string> => {
  const problems = {
    email: emailProblem(email),
    password: mode === 'signUp' ? passwordProblem(password) : password === '' ? 'Enter your password.' : undefined,
  };
  return Object.fromEntries(Object.entries(problems).flatMap(([name, text]) => (text ? [[name, text]] : [])));
};

const emailProblem = (email: string): string | undefined => {
  if (email === '') return 'Enter your email address.';
  // No more than what is plainly a slip: the API decides.
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? undefined : 'An address looks like name@example.org.';
};
