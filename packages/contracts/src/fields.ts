import { z } from 'zod';

/** Types of fields that many responses share. `subject` has no period at the end: they append the unit to it. */
export const timestamp = (subject: string, example = '2026-01-31T12:00:00.000Z', note = '') =>
  z.iso.datetime().meta({ description: `${subject} (ISO 8601, UTC). ${note}`.trim(), examples: [example] });

/** A time or `null`, which the description explains. */
export const timestampOrNull = (description: string, example = '2026-01-31T12:00:00.000Z') =>
  z.iso
    .datetime()
    .nullable()
    .describe(description)
    .meta({ examples: [example] });

export const emailAddress = (example: string) =>
  z.string().meta({ description: 'Email address.', format: 'email', examples: [example] });

export const displayName = (example: string) =>
  z
    .string()
    .nullable()
    .describe('Display name, or `null` if none is set.')
    .meta({ examples: [example] });

export const byteCount = (subject: string, example: number, note = '') =>
  z.int().meta({ description: `${subject}, in bytes. ${note}`.trim(), examples: [example] });

export const milliseconds = (subject: string, example: number) =>
  z.int().meta({ description: `${subject}, in milliseconds.`, examples: [example] });

export const pixels = (subject: string, example: number) =>
  z.int().meta({ description: `${subject}, in pixels.`, examples: [example] });

export const percent = (subject: string) =>
  z
    .int()
    .min(0)
    .max(100)
    .meta({ description: `${subject}, in percent.`, examples: [45] });
