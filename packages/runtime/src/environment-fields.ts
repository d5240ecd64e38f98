import { z } from 'zod';

export const GIB = 1024 ** 3;

export const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
export const port = z.coerce.number().int().min(1).max(65_535);
/** 0 picks a free port. */
export const internalPort = z.coerce.number().int().min(0).max(65_535).optional();
export const bytes = z.coerce.number().int().positive();
/** 0 allows nothing. */
export const quota = z.coerce.number().int().min(0).optional();
