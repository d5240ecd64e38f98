import type { JobId, VideoId, VideoStatus } from '@media/core';
import type { Prisma } from './generated/client.js';

/** The state of a video that an event stream's snapshot is made from. */
export type VideoState = {
  id: VideoId;
  status: VideoStatus;
  progress: number;
  playable: boolean;
  /** How many times processing has started. */
  generation: number;
  errorCode: string | null;
  /** A FailureReason of core, which may be unknown to this release. */
  errorReason: unknown;
  eventSeq: number;
  currentJobId: JobId | null;
};

export const VIDEO_STATE = {
  ...{ id: true, status: true, progress: true, playable: true, generation: true },
  ...{ errorCode: true, errorReason: true, eventSeq: true, currentJobId: true },
} satisfies Record<keyof VideoState, true> & Prisma.VideoSelect;
