import { COMMON_PASSWORDS } from './common-passwords.js';

const SPACED = COMMON_PASSWORDS.replaceAll('\n', ' ');

/** Whether a password is among the most common ones, in upper or lower case. */
export const isCommonPassword = (password: string): boolean =>
  !/\s/.test(password) && SPACED.includes(` ${password.toLowerCase()} `);
