import type { SweepDeps } from './sweep-deps.js';

/** Client uploads only. A dead worker's uploads are deleted with the other objects of its task. */
const PREFIX = 'sources/';

/**
 * Aborts multipart uploads that no unfinished upload references: a process died between creating one and recording it, or
 * between closing an upload and aborting it. Only those older than the maximum lifetime of an upload.
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
