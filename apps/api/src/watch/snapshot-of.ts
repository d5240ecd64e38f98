import type { VideoSnapshot } from '@media/contracts';
import type { OrganizationId, VideoId } from '@media/core';
import type { VideoState } from '@media/database';
import type { Live } from '@media/runtime';
import { liveProgressOf, progressOf } from '../videos/current-progress.js';
import { failureOf } from '../videos/failure-of.js';
import type { LiveHub } from './live-hub.js';
import type { Current } from './video-stream.js';

/** The current state of a video, for the first message about it. */
export const snapshotOf = async (deps: { live: Live }, video: VideoState): Promise<VideoSnapshot> =>
  toSnapshot(video, await liveProgressOf(deps, video));

/** The same from rows and live progress that were read together. Pure. */
export const toSnapshot = (video: VideoState, live: number | undefined): VideoSnapshot => ({
  status: video.status,
  playable: video.playable,
  generation: video.generation,
  progress: progressOf(video, live),
  ...failureOf(video),
});

/** The current state of a video and the number of its last event, or undefined if the video is gone. */
export const currentState = async (
  deps: { live: Live; hub: LiveHub },
  organizationId: OrganizationId,
  videoId: VideoId,
): Promise<Current | undefined> => {
  const video = await deps.hub.stateOf(organizationId, videoId);
  return video && { seq: video.eventSeq, data: await snapshotOf(deps, video) };
};
