/** The API's own rule (RegisterRequest), told before it refuses. */
export const PASSWORD_MIN_LENGTH = 8;

/** What is wrong with a password that is to be chosen; undefined when nothing is. */
export const passwordProblem = (password: string): string | undefined => {
  if (password === '') return 'Choose a password.';
  const missing = PASSWORD_MIN_LENGTH - password.length;
  return missing > 0 ? `Too short by ${missing} ${missing === 1 ? 'character' : 'characters'}.` : undefined;
};
