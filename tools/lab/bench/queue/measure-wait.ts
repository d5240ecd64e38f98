import { setTimeout as sleep } from 'node:timers/promises';
import type { OrganizationId, VideoId } from '@media/core';
import { type Fleet, startFleet } from '../fleet/start-fleet.ts';

const WORKERS = 8;
const SPEED = 20;
const VIDEO_SECONDS = 120;
const FLOOD = 50;
const POLL_MS = 20;

/**
 * How long the only video of an organization takes beside another one's 50 waiting videos, alone, and if both belong to
 * one organization, which is first come, first served, as before fair dispatch.
 */
export const measureWait = async (dir: string): Promise<void> => {
  const alone = await secondsOfLast(`${dir}/alone`, 0, 'other');
  const fair = await secondsOfLast(`${dir}/fair`, FLOOD, 'other');
  const inOrder = await secondsOfLast(`${dir}/in-order`, FLOOD, 'same');
  // In a fluid fair queue, the small organization has half of the capacity at any time.
  const fluid = alone * 2;
  console.log(
    `One video of ${VIDEO_SECONDS} s beside ${FLOOD} waiting ones, ${WORKERS} workers: ${fair.toFixed(1)} s; alone ${alone.toFixed(1)} s; with half of the slots (fluid fair queue) at most ${fluid.toFixed(1)} s; in the order of arrival ${inOrder.toFixed(1)} s. Simulated at ${SPEED}× speed`,
  );
};

const secondsOfLast = async (dir: string, flood: number, owner: 'same' | 'other'): Promise<number> => {
  const fleet = await startFleet(dir, WORKERS, SPEED);
  try {
    const flooder = await fleet.addOrganization();
    for (let count = 0; count < flood; count += 1) await fleet.addVideo(VIDEO_SECONDS, flooder);
    if (flood > 0) await sleep((VIDEO_SECONDS / SPEED) * 1000);
    const organization: OrganizationId = owner === 'same' ? flooder : await fleet.addOrganization();
    const begin = performance.now();
    await untilCompleted(fleet, await fleet.addVideo(VIDEO_SECONDS, organization));
    return ((performance.now() - begin) / 1000) * SPEED;
  } finally {
    await fleet.stop();
  }
};

const untilCompleted = async ({ database }: Fleet, id: VideoId): Promise<void> => {
  for (;;) {
    const { status } = await database.sql.video.findUniqueOrThrow({ where: { id }, select: { status: true } });
    if (status === 'completed') return;
    if (status === 'failed' || status === 'cancelled') throw new Error('The video failed.');
    await sleep(POLL_MS);
  }
};
