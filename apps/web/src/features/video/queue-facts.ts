import type { VideoView } from '@media/sdk';
import { formatWait } from '../../format/format-wait';
import { isUnfinished } from './is-unfinished';

/** The API counts no further. */
export const MOST_COUNTED_AHEAD = 1_000;

/** Whether a video waits for a worker, or hasn't been asked about since it was queued. */
export const isWaiting = ({ status, queue }: Pick<VideoView, 'status' | 'queue'>): boolean =>
  status === 'queued' || (isUnfinished({ status }) && queue !== undefined);

/** When a waiting video starts or continues (`continues`: in other words), and what goes before it. Empty for other videos and without an estimate. */
export const queueFacts = (
  { status, queue }: Pick<VideoView, 'status' | 'queue'>,
  continues = 'Continues',
): string[] =>
  queue && isUnfinished({ status })
    ? [`${status === 'queued' ? 'Starts' : continues} in ${formatWait(queue.estimatedStartSeconds)}`, ahead(queue)]
    : [];

const ahead = ({ ahead: count }: NonNullable<VideoView['queue']>): string => {
  if (count === 0) return 'no videos ahead';
  if (count >= MOST_COUNTED_AHEAD) return `${MOST_COUNTED_AHEAD.toLocaleString('en')} or more videos ahead`;
  return count === 1 ? '1 video ahead' : `${count} videos ahead`;
};
