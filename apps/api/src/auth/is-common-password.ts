import { COMMON_PASSWORDS } from './common-passwords.js';

const SPACED = COMMON_PASSWORDS.replaceAll('\n', ' ');

/** Whether a password is among the most common ones, in upper or lower case, in full width, or with white space around it. */
export const isCommonPassword = (password: string): boolean => {
  const bare = password.normalize('NFKC').trim().toLowerCase();
  return bare !== '' && !/\s/.test(bare) && SPACED.includes(` ${bare} `);
};
