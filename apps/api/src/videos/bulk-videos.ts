import type { BulkRequest, BulkResult } from '@media/contracts';
import { type Actor, type AppError, requirePermission, type VideoId } from '@media/core';
import type { TrashCommands, VideoCommands } from '@media/database';
import type { Live, Logger } from '@media/runtime';
import { toAppError } from '../http/to-app-error.js';
import { deleteVideo } from './delete-video.js';

type Deps = { commands: VideoCommands; trash: TrashCommands; live: Live; log: Logger };
type Work = (id: VideoId) => Promise<void>;

const workOf = (deps: Deps, actor: Actor, request: BulkRequest): Work => {
  const { commands, trash, live } = deps;
  switch (request.action) {
    case 'addTags':
      return (id) => commands.retag(actor, id, { add: request.tags });
    case 'removeTags':
      return (id) => commands.retag(actor, id, { remove: request.tags });
    case 'setVisibility':
      requirePermission(actor, 'share.manage');
      return (id) => commands.update(actor, id, { visibility: request.visibility });
    case 'trash':
      return async (id) => live.cancel(await trash.add(actor, id, 'keeps'));
    case 'restore':
      return (id) => trash.restore(actor, id);
    case 'deletePermanently':
      return (id) => deleteVideo(deps, actor, id, true);
  }
};

/**
 * Runs one command on each of several videos, one after another. Each has its own result and its own entry in the audit log: a failure
 * stops none of the others. @throws AppError FORBIDDEN
 */
export const bulkVideos = async (deps: Deps, actor: Actor, request: BulkRequest): Promise<BulkResult> => {
  const work = workOf(deps, actor, request);
  const items: BulkResult['items'] = [];
  let unexpected: AppError | undefined;
  for (const id of request.ids) {
    const failure = await work(id).then(() => undefined, toAppError);
    if (failure?.code === 'INTERNAL') {
      unexpected = failure;
      deps.log.error({ err: failure, videoId: id }, 'Bulk command failed');
    }
    items.push({ id, ...(failure && { error: { code: failure.code, detail: failure.message } }) });
  }
  // Nothing was done, so the request as a whole has failed.
  if (unexpected && items.every(({ error }) => error?.code === 'INTERNAL')) throw unexpected;
  return { items };
};
