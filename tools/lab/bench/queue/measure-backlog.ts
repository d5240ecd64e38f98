import { claimRepository, type Database, dispatchRepository } from '@media/database';
import { timed } from '../timed.ts';
import { addBacklog, FIRST_ORGANIZATION } from './backlog.ts';
import { startDatabase } from './database-only.ts';
import { describeTimes } from './quantile.ts';

const WINDOW = 32;
const ROUNDS = 200;
const ALL_ROUNDS = 10;
const LEASE_MS = 600_000;

/** The cost of choosing tasks and of claiming one, with this many waiting tasks of up to 1,000 organizations. */
export const measureBacklog = async (dir: string, sizes: readonly number[]): Promise<void> => {
  for (const size of sizes) {
    const { database, stop } = await startDatabase(`${dir}/${size}`);
    try {
      await addBacklog(database, size);
      await measure(database, size);
    } finally {
      await stop();
    }
  }
};

const measure = async (database: Database, size: number): Promise<void> => {
  const dispatch = dispatchRepository(database);
  await dispatch.due(WINDOW, 'all');
  const one = new Set([FIRST_ORGANIZATION]);
  const claims = claimRepository(database);
  const chosen = await timed(ROUNDS, () => dispatch.due(WINDOW, one));
  const waiting = await dispatch.due(ROUNDS, one);
  const claimed = await timed(Math.min(ROUNDS, waiting.length), async () => {
    const task = waiting.shift();
    if (task && !(await claims.claim(task, 'bench', LEASE_MS))) throw new Error('A waiting task could not be claimed.');
  });
  const all = await timed(ALL_ROUNDS, () => dispatch.due(WINDOW, 'all'));
  console.log(
    `${size} waiting videos: choosing tasks ${describeTimes(chosen)}; claiming one ${describeTimes(claimed)}; looking for organizations, every 10 s, ${describeTimes(all)}`,
  );
};
