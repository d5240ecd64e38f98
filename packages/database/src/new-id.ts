import type { Id } from '@media/core';
import { v7 } from 'uuid';

/** A fresh UUIDv7: sorts by time of creation, so that indexes grow at one end. */
export const newId = <Name extends string>(): Id<Name> => v7() as Id<Name>;
