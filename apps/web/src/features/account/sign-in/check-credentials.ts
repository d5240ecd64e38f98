import { passwordProblem } from '../password-rule';
import type { SignMode } from './use-sign-in';

type Fields = { email: string; password: string };

/** Errors that need no request, by field name. */
export const checkCredentials = (mode: SignMode, { email, password }: Fields): Record<string, string> => {
  const problems = {
    email: emailProblem(email),
    password: mode === 'signUp' ? passwordProblem(password) : password === '' ? 'Enter your password.' : undefined,
  };
  return Object.fromEntries(Object.entries(problems).flatMap(([name, text]) => (text ? [[name, text]] : [])));
};

/** The error message for an email address; undefined if it is plausible. */
export const emailProblem = (email: string): string | undefined => {
  if (email === '') return 'Enter your email address.';
  // Catches obvious typos only; the API decides.
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? undefined : 'Enter an email address like name@example.org.';
};
