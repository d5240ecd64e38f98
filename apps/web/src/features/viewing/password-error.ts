import { formatWait } from '../../format/format-wait';
import type { PasswordProblem } from './viewing-state';

/** What happened to a password, and what to do next. Pure. */
export const passwordError = (problem: PasswordProblem): string => {
  if (problem.kind === 'wrong') return 'The password is wrong. Check it and try again.';
  if (problem.kind === 'unreachable') return "The password couldn't be checked. Check your connection and try again.";
  const wait = problem.retryAfterSeconds === undefined ? 'a while' : formatWait(problem.retryAfterSeconds);
  return `Too many wrong passwords. Try again in ${wait}.`;
};
