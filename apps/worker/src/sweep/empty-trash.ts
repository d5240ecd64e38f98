import { systemActor } from '@media/core';
import type { DueVideo, TrashCommands } from '@media/database';
import type { Logger } from '@media/runtime';

const BATCH = 100;
/** The rest waits for the next sweep, so that the other steps get their turn. */
const MAX_BATCHES = 20;

type Deps = { trash: Pick<TrashCommands, 'due' | 'removeDue'>; log: Logger };

/** Deletes videos that have been in the trash long enough. One that can't be deleted now is due again in the next sweep. */
export const emptyTrash = async ({ trash, log }: Deps, stop?: AbortSignal): Promise<void> => {
  let last: DueVideo | undefined;
  for (let batches = 0; batches < MAX_BATCHES; batches += 1) {
    const due = await trash.due(BATCH, last);
    for (const { id, organizationId } of due) {
      if (stop?.aborted) return;
      const warn = (error: unknown) => log.warn({ err: error, videoId: id }, 'Deletion from the trash failed');
      await trash.removeDue(systemActor(organizationId, 'sweeper'), id).catch(warn);
    }
    last = due.at(-1);
    if (due.length < BATCH) return;
  }
};
