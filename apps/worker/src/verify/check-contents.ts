import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FileSum } from '@media/core';
import type { JobMedia, JobObject, JobOutput, JobText } from '@media/database';
import { sumParts, WHOLE } from '@media/media';
import type { ObjectStore } from '@media/storage';
import type { Finding } from '../outputs/findings.js';
import { mapConcurrently } from './map-concurrently.js';

type Reading = { store: Pick<ObjectStore, 'get' | 'head'>; signal: AbortSignal };
type Stored = Pick<JobObject, 'taskId' | 'key' | 'sizeBytes'>;

/**
 * Reads everything that was published once and checks sizes, init segments (SHA-256), and segments and files (CRC-32 taken
 * before they were stored). `sums` are the checksums of the files.
 */
export const checkContents = async (
  reading: Reading,
  { objects, outputs }: Pick<JobMedia, 'objects' | 'outputs'>,
  sums: readonly FileSum[],
): Promise<Finding[]> => {
  const ofObjects = await mapConcurrently(objects, (object) =>
    readStored(reading, object, (body) => checkObject(object, body)),
  );
  const ofOutputs = await mapConcurrently(outputs, (output) =>
    readStored(reading, output, (body) => checkFile(output, body, sums)),
  );
  return [...ofObjects, ...ofOutputs].flat();
};

/** Reads the text tracks once and checks their sizes and checksums. */
export const checkTexts = async (reading: Reading, texts: readonly JobText[]): Promise<Finding[]> => {
  const found = await mapConcurrently(texts, (text) =>
    readStored(reading, text, async (body) => {
      const [crc32] = await sumParts(body, [WHOLE]);
      const { taskId, key } = text;
      return crc32 === text.crc32 ? [] : [{ taskId, reason: 'file checksum', key, expected: text.crc32, found: crc32 }];
    }),
  );
  return found.flat();
};

/** Checks the content only if the object exists with the expected size. */
const readStored = async (
  { store, signal }: Reading,
  { taskId, key, sizeBytes }: Stored,
  look: (body: Readable) => Promise<Finding[]>,
): Promise<Finding[]> => {
  const wrong = (stored?: number): Finding[] => [{ taskId, reason: 'size', key, expected: sizeBytes, stored }];
  const opened = await store.get(key, { signal }).catch(async (error: unknown) => {
    if (await store.head(key, signal)) throw error;
  });
  if (!opened) return wrong();
  if (opened.sizeBytes === sizeBytes) return look(opened.body);
  opened.body.destroy();
  return wrong(opened.sizeBytes);
};

const checkObject = async (object: JobObject, body: Readable): Promise<Finding[]> => {
  const { taskId, key, initSize, initHash, segments } = object;
  const init = createHash('sha256');
  const sums = await sumParts(hashingStart(body, initSize, init), segments);
  const wrong = segments.flatMap(({ offset, crc32 }, index) =>
    crc32 === undefined || crc32 === sums[index] ? [] : [{ taskId, reason: 'segment checksum', key, offset }],
  );
  return init.digest('hex') === initHash ? wrong : [{ taskId, reason: 'init segment', key }, ...wrong];
};

/** Passes a stream through, and adds its first bytes to a hash. */
async function* hashingStart(body: AsyncIterable<Uint8Array>, sizeBytes: number, hash: Hash) {
  let at = 0;
  for await (const chunk of body) {
    if (at < sizeBytes) hash.update(chunk.subarray(0, sizeBytes - at));
    at += chunk.byteLength;
    yield chunk;
  }
}

const checkFile = async (
  { taskId, kind, name, key }: JobOutput,
  body: Readable,
  sums: readonly FileSum[],
): Promise<Finding[]> => {
  const [found] = await sumParts(body, [WHOLE]);
  const expected = sums.find((sum) => sum.kind === kind && sum.name === name)?.crc32;
  return expected === undefined || found === expected
    ? []
    : [{ taskId, reason: 'file checksum', key, expected, found }];
};
