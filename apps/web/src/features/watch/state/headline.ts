import type { VideoView } from '@media/sdk';
import { queueFacts } from '../../video/queue-facts';
import type { Step } from './steps';

/** What happens now, or what the video waits for. */
export const headlineOf = (video: Pick<VideoView, 'status' | 'queue'>, steps: readonly Step[]): string[] => {
  const current = steps.find(({ state }) => state === 'running') ?? steps.find(({ state }) => state === 'retrying');
  if (current) return [current.title];
  const facts = queueFacts(video);
  if (facts.length > 0) return facts;
  return [video.status === 'queued' ? 'Queued. Waiting for a free worker.' : 'Processing'];
};
