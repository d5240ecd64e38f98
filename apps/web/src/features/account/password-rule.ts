/** Must match RegisterRequest of the API. */
export const PASSWORD_MIN_LENGTH = 8;

/** The error message for a new password; undefined if it is valid. */
export const passwordProblem = (password: string): string | undefined => {
  if (password === '') return 'Choose a password.';
  const missing = PASSWORD_MIN_LENGTH - password.length;
  return missing > 0 ? `Too short: add ${missing} more ${missing === 1 ? 'character' : 'characters'}.` : undefined;
};
