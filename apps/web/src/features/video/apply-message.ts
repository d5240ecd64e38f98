import type { VideoMessage, VideoView } from '@media/sdk';

/** The video after a live message: only what the message tells has changed. */
export const applyMessage = (video: VideoView, { status, progress, playable, error }: VideoMessage): VideoView => ({
  ...video,
  ...(status !== undefined && { status }),
  ...(progress !== undefined && { progress }),
  ...(playable !== undefined && { playable }),
  ...(error !== undefined && { error }),
});

/** Whether a message tells of something that messages do not carry: outputs, renditions, a poster. */
export const isMilestone = (before: VideoView, message: VideoMessage): boolean =>
  (message.status !== undefined && message.status !== before.status) ||
  (message.playable !== undefined && message.playable !== before.playable);
