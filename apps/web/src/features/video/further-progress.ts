import type { VideoView } from '@media/sdk';

type State = Pick<VideoView, 'generation' | 'status'>;

const RANKS: Record<VideoView['status'], number> = { queued: 0, processing: 1, completed: 2, failed: 2, cancelled: 2 };

/** Whether `one` was true before `other`: an earlier generation, or less far in the same one. */
export const isEarlier = (one: State, other: State): boolean =>
  one.generation === other.generation ? RANKS[one.status] < RANKS[other.status] : one.generation < other.generation;

/**
 * What to show of a video that is shown already: an answer may have been on its way while the stream reported more. Its
 * title counts in any case; how far the video is never goes back.
 */
export const furtherProgress = (shown: VideoView | undefined, fresh: VideoView): VideoView => {
  if (!shown) return fresh;
  if (isEarlier(fresh, shown)) return { ...shown, title: fresh.title, metadata: fresh.metadata };
  if (isEarlier(shown, fresh) || shown.status !== fresh.status) return fresh;
  return {
    ...fresh,
    progress: Math.max(shown.progress, fresh.progress),
    playable: shown.playable || fresh.playable,
  };
};
