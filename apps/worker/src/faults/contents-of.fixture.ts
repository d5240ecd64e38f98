import { createHash } from 'node:crypto';
import { mediaRepository } from '@media/database';
import type { Job, Scene } from '../scene.fixture.js';

export type Contents = Record<string, unknown>;

/** The SHA-256 of everything made from a video, and the byte ranges of its segments, by position. */
export const contentsOf = async (scene: Scene, job: Job): Promise<Contents> => {
  const { publishedJobId, outputs, texts } = await scene.details(job);
  if (!publishedJobId) throw new Error('nothing is published');
  const objects = await mediaRepository(scene.database).objectsOf(job.organizationId, publishedJobId);
  const contents: Contents = {};
  for (const { kind, trackIndex, chunkIndex, key, initHash, codecs, segments } of objects) {
    contents[`${kind} ${trackIndex}.${chunkIndex}`] = { sha256: await hashOf(scene, key), initHash, codecs, segments };
  }
  for (const { key, kind, name } of outputs) contents[`${kind} ${name}`] = key ? await hashOf(scene, key) : 'rendered';
  for (const { key, name } of texts) contents[`text ${name}`] = await hashOf(scene, key);
  return contents;
};

const hashOf = async ({ store }: Pick<Scene, 'store'>, key: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const part of (await store.get(key)).body) hash.update(part);
  return hash.digest('hex');
};
