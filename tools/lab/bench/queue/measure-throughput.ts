import { setTimeout as sleep } from 'node:timers/promises';
import { startFleet } from '../fleet/start-fleet.ts';
import { addBacklog } from './backlog.ts';

const WORKERS = 8;
/** Tasks end at once. */
const SPEED = 1e9;
const MEASURE_MS = 20_000;
const WARM_UP_MS = 3_000;

/** CPU time of all processes per task that is dispatched, claimed and completed, with this many waiting videos. */
export const measureThroughput = async (dir: string, sizes: readonly number[]): Promise<void> => {
  for (const size of sizes) {
    const fleet = await startFleet(`${dir}/${size}`, WORKERS, SPEED);
    try {
      await addBacklog(fleet.database, size);
      if (size < 10_000) for (let count = 0; count < 200; count += 1) await fleet.addVideo(60);
      await sleep(WARM_UP_MS);
      const ended = () => fleet.database.sql.task.count({ where: { status: 'completed' } });
      const [tasks, cpu] = [await ended(), fleet.cpuSeconds()];
      await sleep(MEASURE_MS);
      const [done, spent] = [(await ended()) - tasks, fleet.cpuSeconds() - cpu];
      if (done === 0) throw new Error(`No task ended within ${MEASURE_MS / 1000} s.`);
      const rate = done / (MEASURE_MS / 1000);
      console.log(
        `${size} waiting videos: ${((spent / done) * 1000).toFixed(1)} CPU ms per task of all processes (aim ≤ 20), ${rate.toFixed(0)} tasks per second`,
      );
    } finally {
      await fleet.stop();
    }
  }
};
