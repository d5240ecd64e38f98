import type { VideoView } from '@media/sdk';

type State = Pick<VideoView, 'generation' | 'status'>;

const RANKS: Record<VideoView['status'], number> = { queued: 0, processing: 1, completed: 2, failed: 2, cancelled: 2 };

/** Whether `one` precedes `other`: an earlier generation, or an earlier status of the same one. */
export const isOlder = (one: State, other: State): boolean =>
  one.generation === other.generation ? RANKS[one.status] < RANKS[other.status] : one.generation < other.generation;

/**
 * Merges a response into the shown video. The stream can have reported more while the response was on its way, so status and
 * progress never go back; what users choose always comes from the response.
 */
export const mergeResponse = (shown: VideoView | undefined, fresh: VideoView): VideoView => {
  if (!shown) return fresh;
  const { title, description, tags, visibility, metadata, priority } = fresh;
  if (isOlder(fresh, shown)) return { ...shown, title, description, tags, visibility, metadata, priority };
  if (isOlder(shown, fresh) || shown.status !== fresh.status) return fresh;
  const { queue, ...rest } = fresh;
  return {
    ...rest,
    ...{ progress: Math.max(shown.progress, fresh.progress), playable: shown.playable || fresh.playable },
    // A step has run since the response.
    ...(queue && shown.progress <= fresh.progress && { queue }),
  };
};
