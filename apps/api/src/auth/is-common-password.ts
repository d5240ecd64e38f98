import { COMMON_PASSWORDS } from './common-passwords.js';

const SPACED = COMMON_PASSWORDS.replaceAll('\n', ' ');

/** Whether a password is one of the most common ones. Ignores case, full-width forms, and surrounding white space. */
export const isCommonPassword = (password: string): boolean => {
  const bare = password.normalize('NFKC').trim().toLowerCase();
  return bare !== '' && !/\s/.test(bare) && SPACED.includes(` ${bare} `);
};
