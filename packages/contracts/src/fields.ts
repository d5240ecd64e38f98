import { z } from 'zod';

/** Fields that many responses have; `description` says what this one stands for. */
export const timestamp = (description: string, example = '2026-01-31T12:00:00.000Z') =>
  z.iso.datetime().meta({ description: `${description} ISO 8601, UTC.`, examples: [example] });

export const byteCount = (description: string, example: number) =>
  z.int().meta({ description: `${description} In bytes.`, examples: [example] });

export const milliseconds = (description: string, example: number) =>
  z.int().meta({ description: `${description} In milliseconds.`, examples: [example] });

export const pixels = (description: string, example: number) =>
  z.int().meta({ description: `${description} In pixels.`, examples: [example] });

export const percent = (description: string) =>
  z
    .int()
    .min(0)
    .max(100)
    .meta({ description: `${description} In percent.`, examples: [45] });
