import type { OrganizationId, VideoId } from '@media/core';
import type { Events, VideoEventRow } from '@media/database';

/**
 * The milestones of a video after a number. All readers of a video miss the same message at the same moment, so those
 * who ask while the answer is under way share it.
 */
export const createMissed = (events: Pick<Events, 'after'>) => {
  const underWay = new Map<string, Promise<VideoEventRow[]>>();
  return (organizationId: OrganizationId, videoId: VideoId, seq: number): Promise<VideoEventRow[]> => {
    const name = `${organizationId} ${videoId} ${seq}`;
    const running = underWay.get(name);
    if (running) return running;
    const answer = events.after(organizationId, videoId, seq).finally(() => underWay.delete(name));
    underWay.set(name, answer);
    return answer;
  };
};
