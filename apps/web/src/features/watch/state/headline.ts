import type { VideoView } from '@media/sdk';
import { queueFacts } from '../../video/queue-facts';
import type { Step } from './steps';

/** What happens now, or what the video waits for. */
export const headlineOf = (video: Pick<VideoView, 'status' | 'queue'>, steps: readonly Step[]): string[] => {
  const current = steps.find(({ state }) => state === 'running') ?? steps.find(({ state }) => state === 'retrying');
  if (current) return [current.title];
  const facts = queueFacts(video, isStreamDone(steps) ? 'The last steps continue' : undefined);
  if (facts.length > 0) return facts;
  return [video.status === 'queued' ? 'Queued. Waiting for a free worker.' : 'Processing'];
};

/** The kinds that make what the player streams. */
const STREAM: readonly string[] = ['encode', 'repackage', 'audio'];

/** Whether only files, the poster, the preview and the like are missing. */
const isStreamDone = (steps: readonly Step[]): boolean => {
  const made = steps.filter(({ kind }) => STREAM.includes(kind));
  return made.length > 0 && made.every(({ state }) => state === 'done');
};
