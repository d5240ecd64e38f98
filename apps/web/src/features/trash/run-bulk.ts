import type { BulkRequest, OrganizationClient, VideoView } from '@media/sdk';
import type { Failure } from '../library/select/act-on-each';

type WithoutIds<One> = One extends BulkRequest ? Omit<One, 'ids'> : never;

/** What to do with several videos at once. */
export type BulkCommand = WithoutIds<BulkRequest>;

export type TrashCommand = 'trash' | 'restore' | 'deletePermanently';

/** The API takes no more in one request. */
const MOST_AT_ONCE = 100;

/** Runs a command on videos and returns those that it failed for. A video that is gone doesn't have to be deleted any more. */
export const runBulk = async (
  { videos: api }: { videos: Pick<OrganizationClient['videos'], 'bulk'> },
  command: BulkCommand,
  videos: readonly VideoView[],
): Promise<Failure<VideoView>[]> => {
  const failures: Failure<VideoView>[] = [];
  for (let start = 0; start < videos.length; start += MOST_AT_ONCE) {
    const some = videos.slice(start, start + MOST_AT_ONCE);
    const messages = await errorsOf(api.bulk({ ...command, ids: some.map(({ id }) => id) }), command);
    for (const item of some) {
      const message = messages(item.id);
      if (message !== undefined) failures.push({ item, message });
    }
  }
  return failures;
};

/** What went wrong, by ID. A request that fails did nothing to any of its videos, or nobody knows what. */
const errorsOf = async (
  request: ReturnType<OrganizationClient['videos']['bulk']>,
  { action }: BulkCommand,
): Promise<(id: string) => string | undefined> => {
  try {
    const { items } = await request;
    const deletes = action === 'trash' || action === 'deletePermanently';
    return (id) => {
      const error = items.find((item) => item.id === id)?.error;
      return error?.code === 'VIDEO_NOT_FOUND' && deletes ? undefined : error?.detail;
    };
  } catch (error) {
    return () => (error instanceof Error ? error.message : String(error));
  }
};
