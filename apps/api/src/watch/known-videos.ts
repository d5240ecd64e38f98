import type { VideoId } from '@media/core';
import type { Change } from '@media/database';
import type { VideoStream } from './video-stream.js';

/** Which videos a client knows, and up to which event. */
export const createKnownVideos = () => {
  const streams = new Map<VideoId, VideoStream>();
  /** Videos that changed before the client connected, and up to which event. */
  const skipped = new Map<VideoId, number>();
  const deleted = new Set<VideoId>();

  return {
    streams,
    isDeleted: (videoId: VideoId): boolean => deleted.has(videoId),

    /** Whether the client hasn't received this change. */
    isNew: ({ videoId, lastSeq }: Change): boolean => {
      // A deleted one that has changed since was restored.
      if (deleted.has(videoId)) return lastSeq !== undefined;
      return lastSeq === undefined || lastSeq > (streams.get(videoId)?.lastSeq() ?? skipped.get(videoId) ?? 0);
    },

    /** Marks a change as made before the client connected. */
    skip: ({ videoId, lastSeq }: Change): void => {
      if (lastSeq === undefined) deleted.add(videoId);
      else skipped.set(videoId, lastSeq);
    },

    /** Stops sending messages about this video. */
    markDeleted: (videoId: VideoId): void => {
      deleted.add(videoId);
      streams.delete(videoId);
    },

    /** The video is back from the trash. */
    markRestored: (videoId: VideoId): void => {
      deleted.delete(videoId);
    },

    /** Drops finished videos that aren't in `changes`: their last change is too old to be found again. */
    forgetAllBut: (changes: readonly Change[]): void => {
      const recent = new Set(changes.map(({ videoId }) => videoId));
      for (const [videoId, stream] of streams) if (stream.hasEnded() && !recent.has(videoId)) streams.delete(videoId);
      for (const videoId of skipped.keys()) if (!recent.has(videoId)) skipped.delete(videoId);
      for (const videoId of deleted) if (!recent.has(videoId)) deleted.delete(videoId);
    },
  };
};
