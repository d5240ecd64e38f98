import type { SweepDeps } from './sweep-deps.js';

/** Of uploads by clients. What a worker that died had begun to store goes with the other garbage of its task. */
const PREFIX = 'sources/';

/**
 * Aborts multipart uploads that no unfinished upload names: of a process that died between opening one and writing it
 * down, or between closing an upload and aborting its parts. Only those older than any upload may live.
 */
export const abortOrphans = async (
  { store, uploads, config, log }: Pick<SweepDeps, 'store' | 'uploads' | 'config' | 'log'>,
  now = new Date(),
): Promise<void> => {
  const before = now.getTime() - config.uploadLifetimeMs;
  for await (const { key, multipartId, initiatedAt } of store.listMultiparts(PREFIX)) {
    if (!initiatedAt || initiatedAt.getTime() > before) continue;
    if ((await uploads.unfinishedKeys([key])).has(key)) continue;
    await store.abortMultipart(key, multipartId);
    log.info({ key }, 'Orphaned multipart upload aborted');
  }
};
