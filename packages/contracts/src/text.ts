import { hasControls, isVisible } from '@media/core';
import { z } from 'zod';

/** PostgreSQL can't store U+0000, and a lone surrogate has no UTF-8 encoding. JSON can contain both. */
const isStorable = (value: string): boolean => value.isWellFormed() && !value.includes('\u0000');
const UNSTORABLE = 'Must not contain U+0000 or an unpaired surrogate';

/** A string whose length is checked first. A longer one aborts validation, so later checks never see more than `max` characters. */
export const bounded = (max: number) => z.string().max(max, { abort: true });

/** Text of at most `most` characters that PostgreSQL can store. */
export const text = (max: number) => bounded(max).refine(isStorable, UNSTORABLE);

/** The same, with leading and trailing white space removed. */
export const trimmedText = (max: number, given = z.string()) =>
  given.trim().max(max, { abort: true }).refine(isStorable, UNSTORABLE);

/** One line to display: trimmed, with at least one visible character, and without control characters that could disguise it. */
export const label = (max: number, given?: z.ZodString) =>
  trimmedText(max, given)
    .min(1, { abort: true })
    .refine((value) => !hasControls(value), {
      error: 'Must not contain line breaks, control characters or characters that change the text direction',
      abort: true,
    })
    .refine(isVisible, 'Must contain a visible character');
