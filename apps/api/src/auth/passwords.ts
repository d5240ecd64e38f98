import { AppError, ERRORS } from '@media/core';
import { hash, verify } from '@node-rs/argon2';
import { isCommonPassword } from './is-common-password.js';

/** OWASP's password storage cheat sheet for Argon2id: 19 MiB, two passes, one lane. Argon2id is the library's default. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS);

/** Hashes a new password from the request field `path`. @throws AppError PASSWORD_TOO_COMMON */
export const hashNewPassword = (password: string, path: string): Promise<string> => {
  if (!isCommonPassword(password)) return hashPassword(password);
  throw new AppError('PASSWORD_TOO_COMMON', { errors: [{ path, message: ERRORS.PASSWORD_TOO_COMMON.text }] });
};

const dummyHash = hashPassword(`${Math.random()}`);

/** Takes the same time for an unknown account (undefined hash), so that response times don't reveal which accounts exist. */
export const verifyPassword = async (passwordHash: string | undefined, password: string): Promise<boolean> => {
  const isCorrect = await verify(passwordHash ?? (await dummyHash), password);
  return isCorrect && passwordHash !== undefined;
};
