import type { VideoId } from '@media/core';
import type { Change } from '@media/database';
import type { Teller } from './teller.js';

/** Of which videos one reader has heard what. */
export const createToldVideos = () => {
  const tellers = new Map<VideoId, Teller>();
  /** Videos of which the reader need not hear, and up to which milestone. */
  const skipped = new Map<VideoId, number>();
  const gone = new Set<VideoId>();

  return {
    tellers,
    isGone: (videoId: VideoId): boolean => gone.has(videoId),

    isNews: ({ videoId, lastSeq }: Change): boolean => {
      if (gone.has(videoId)) return false;
      return lastSeq === undefined || lastSeq > (tellers.get(videoId)?.lastSeq() ?? skipped.get(videoId) ?? 0);
    },

    /** The reader has come after this. */
    skip: ({ videoId, lastSeq }: Change): void => {
      if (lastSeq === undefined) gone.add(videoId);
      else skipped.set(videoId, lastSeq);
    },

    /** Nothing more is told of this video. */
    end: (videoId: VideoId): void => {
      gone.add(videoId);
      tellers.delete(videoId);
    },

    /** What happened so long ago that no look tells of it again need not be remembered. */
    forgetAllBut: (changes: readonly Change[]): void => {
      const recent = new Set(changes.map(({ videoId }) => videoId));
      for (const [videoId, teller] of tellers) if (teller.hasEnded() && !recent.has(videoId)) tellers.delete(videoId);
      for (const videoId of skipped.keys()) if (!recent.has(videoId)) skipped.delete(videoId);
      for (const videoId of gone) if (!recent.has(videoId)) gone.delete(videoId);
    },
  };
};
