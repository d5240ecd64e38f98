import { AppError, ERRORS } from '@media/core';
import { hash, verify } from '@node-rs/argon2';
import { isCommonPassword } from './is-common-password.js';

/** OWASP's password storage cheat sheet for Argon2id: 19 MiB, two passes, one lane. Argon2id is the library's default. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS);

/** The hash of a password that somebody chose in the field `path`. @throws AppError PASSWORD_TOO_COMMON */
export const hashChosenPassword = (password: string, path: string): Promise<string> => {
  if (!isCommonPassword(password)) return hashPassword(password);
  throw new AppError('PASSWORD_TOO_COMMON', { errors: [{ path, message: ERRORS.PASSWORD_TOO_COMMON.text }] });
};

// Of a password that nobody has: what is compared when there is no such account.
const nobody = hashPassword(`${Math.random()}`);

/** Takes as long for an unknown account (undefined) as for a known one, so that time does not tell which exist. */
export const isRightPassword = async (passwordHash: string | undefined, password: string): Promise<boolean> => {
  const isRight = await verify(passwordHash ?? (await nobody), password);
  return isRight && passwordHash !== undefined;
};
