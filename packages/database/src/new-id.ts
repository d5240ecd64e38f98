import type { Id } from '@media/core';
import { v7 } from 'uuid';

/** A new UUIDv7. Sorts by creation time, so that indexes grow at one end. */
export const newId = <Name extends string>(): Id<Name> => v7() as Id<Name>;
