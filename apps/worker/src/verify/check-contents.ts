import { createHash, type Hash } from 'node:crypto';
import type { Published, PublishedObject, PublishedOutput } from '@media/database';
import { sumParts, WHOLE } from '@media/media';
import type { ObjectStore } from '@media/storage';
import type { FileSum } from './file-sum.js';
import type { Finding } from './findings.js';
import { mapSome } from './map-some.js';

type Reading = { store: Pick<ObjectStore, 'get'>; signal: AbortSignal };

/**
 * Reads all that was published once from its beginning to its end: init segments by SHA-256, every segment and every file
 * by the CRC-32 of what was made and looked at before it was stored. `sums` are those of the files.
 */
export const checkContents = async (
  reading: Reading,
  { objects, outputs }: Published,
  sums: readonly FileSum[],
): Promise<Finding[]> => {
  const ofObjects = await mapSome(objects, (object) => checkObject(reading, object));
  const ofOutputs = await mapSome(outputs, (output) => checkFile(reading, output, sums));
  return [...ofObjects, ...ofOutputs].flat();
};

const checkObject = async ({ store, signal }: Reading, object: PublishedObject): Promise<Finding[]> => {
  const { taskId, key, initSize, initHash, segments } = object;
  const { body } = await store.get(key, { signal });
  const init = createHash('sha256');
  const sums = await sumParts(hashingStart(body, initSize, init), segments);
  const wrong = segments.flatMap(({ offset, crc32 }, index) =>
    crc32 === undefined || crc32 === sums[index] ? [] : [{ taskId, reason: 'segment checksum', key, offset }],
  );
  return init.digest('hex') === initHash ? wrong : [{ taskId, reason: 'init segment', key }, ...wrong];
};

/** Passes a stream on, and its first bytes to a hash as well. */
async function* hashingStart(body: AsyncIterable<Uint8Array>, sizeBytes: number, hash: Hash) {
  let at = 0;
  for await (const chunk of body) {
    if (at < sizeBytes) hash.update(chunk.subarray(0, sizeBytes - at));
    at += chunk.byteLength;
    yield chunk;
  }
}

const checkFile = async (
  { store, signal }: Reading,
  { taskId, kind, name, key }: PublishedOutput,
  sums: readonly FileSum[],
): Promise<Finding[]> => {
  const expected = sums.find((sum) => sum.kind === kind && sum.name === name)?.crc32;
  if (expected === undefined) return [];
  const [found] = await sumParts((await store.get(key, { signal })).body, [WHOLE]);
  return found === expected ? [] : [{ taskId, reason: 'file checksum', key, expected, found }];
};
