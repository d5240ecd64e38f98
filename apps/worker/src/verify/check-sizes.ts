import type { Published } from '@media/database';
import type { ObjectStore } from '@media/storage';
import type { Finding } from './findings.js';
import { mapSome } from './map-some.js';

/** Asks the store for every object that the rows name: it must be there, with all its bytes. */
export const checkSizes = async (
  store: Pick<ObjectStore, 'head'>,
  { objects, outputs }: Published,
  signal: AbortSignal,
): Promise<Finding[]> => {
  const findings = await mapSome([...objects, ...outputs], async ({ taskId, key, sizeBytes }) => {
    const stored = (await store.head(key, signal))?.sizeBytes;
    return stored === sizeBytes ? [] : [{ taskId, reason: 'size', key, expected: sizeBytes, stored }];
  });
  return findings.flat();
};
