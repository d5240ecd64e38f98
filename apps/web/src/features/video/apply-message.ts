import type { VideoMessage, VideoView } from '@media/sdk';
import { isEarlier } from './further-progress';

/**
 * The video after a live message: only what the message reports has changed. A message that was overtaken by an answer
 * changes nothing.
 */
export const applyMessage = (video: VideoView, message: VideoMessage): VideoView => {
  const generation = message.generation ?? video.generation;
  const isSame = generation === video.generation;
  const status = message.status ?? statusOf(video, message, isSame);
  if (isEarlier({ generation, status }, video)) return video;
  const { error: shownError, ...rest } = video;
  const error = message.error ?? (isSame ? shownError : undefined);
  return {
    ...rest,
    ...{ generation, status, progress: Math.max(isSame ? video.progress : 0, message.progress ?? 0) },
    ...(message.playable !== undefined && { playable: message.playable }),
    ...(status === 'failed' && error && { error }),
  };
};

/** Only a step that runs reports progress. */
const statusOf = ({ status }: VideoView, { progress }: VideoMessage, isSame: boolean): VideoView['status'] => {
  const isUnfinished = !isSame || status === 'queued' || status === 'processing';
  return progress !== undefined && isUnfinished ? 'processing' : status;
};

/** Whether a message reports something that messages do not carry: outputs, renditions, a poster. */
export const isMilestone = (before: VideoView, message: VideoMessage): boolean => {
  const after = applyMessage(before, message);
  return after.status !== before.status || after.playable !== before.playable || after.generation !== before.generation;
};
