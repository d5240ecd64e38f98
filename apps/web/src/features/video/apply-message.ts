import type { VideoMessage, VideoView } from '@media/sdk';
import { isOlder } from './merge-response';

/**
 * The video after a live message. A message that is older than the video changes nothing. One that shows that a step runs ends
 * the wait in the queue; whether the video waits again, only a response says.
 */
export const applyMessage = (video: VideoView, message: VideoMessage): VideoView => {
  const generation = message.generation ?? video.generation;
  const isSameGeneration = generation === video.generation;
  const status = message.status ?? statusOf(video, message, isSameGeneration);
  if (isOlder({ generation, status }, video)) return video;
  const { error: shownError, queue, ...rest } = video;
  const error = message.error ?? (isSameGeneration ? shownError : undefined);
  const progress = Math.max(isSameGeneration ? video.progress : 0, message.progress ?? 0);
  const mayWait = isSameGeneration && status === video.status && progress === video.progress;
  return {
    ...rest,
    ...{ generation, status, progress },
    ...(mayWait && queue && { queue }),
    ...(message.playable !== undefined && { playable: message.playable }),
    ...(status === 'failed' && error && { error }),
  };
};

/** Progress implies a running step. */
const statusOf = (
  { status }: VideoView,
  { progress }: VideoMessage,
  isSameGeneration: boolean,
): VideoView['status'] => {
  const isUnfinished = !isSameGeneration || status === 'queued' || status === 'processing';
  return progress !== undefined && isUnfinished ? 'processing' : status;
};

/** Whether a message implies changes that messages don't carry, such as outputs, renditions or a poster. */
export const impliesMoreChanges = (before: VideoView, message: VideoMessage): boolean => {
  const after = applyMessage(before, message);
  return after.status !== before.status || after.playable !== before.playable || after.generation !== before.generation;
};
