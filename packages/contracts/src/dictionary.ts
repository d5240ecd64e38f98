import { z } from 'zod';

const hasMoreKeys = (value: unknown, max: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  let count = 0;
  for (const _ in value) if (++count > max) return true;
  return false;
};

/** A record of at most `most` entries. zod checks the length of an array before its items, but a record has no length check. */
export const dictionary = <Key extends z.core.$ZodRecordKey, Value extends z.ZodType>(
  key: Key,
  value: Value,
  max: number,
) =>
  z
    .preprocess(
      (input, { issues }) => {
        if (hasMoreKeys(input, max)) {
          issues.push({ code: 'too_big', origin: 'record', maximum: max, inclusive: true, input });
        }
        return input;
      },
      z.record(key, value),
    )
    .meta({ maxProperties: max });
