import { z } from 'zod';
import { bounded } from './text.js';

export const Email = bounded(254)
  .check(z.email())
  .describe('Email address, case-insensitive.')
  .meta({ format: 'email' });

/** 8 is the minimum of NIST SP 800-63B. The upper bound rejects huge inputs before they are hashed. */
export const NewPassword = bounded(200)
  .min(8)
  .describe('At least 8 characters, and not one of the 10,000 most common passwords.');

/** Of any length, because the rules for new passwords can be newer than the password. */
export const CurrentPassword = bounded(200).describe('The current password.');
