import type { EmptiedTrashView } from '@media/contracts';
import type { Actor } from '@media/core';
import type { TrashCommands } from '@media/database';

/** The sweeper deletes the others. */
const DELETED_AT_ONCE = 100;

/** Deletes all videos in the trash of the organization for good. */
export const emptyTrash = async (
  { trash }: { trash: Pick<TrashCommands, 'empty' | 'removeDue'> },
  actor: Actor,
): Promise<EmptiedTrashView> => {
  const { count, some } = await trash.empty(actor, DELETED_AT_ONCE);
  for (const id of some) await trash.removeDue(actor, id);
  return { videoCount: count };
};
