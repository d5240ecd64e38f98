import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { makePlan, type Plan, RECIPES, type TaskKind } from '@media/core';
import { costOf } from './cost-model.ts';
import { type Load, lowerBound } from './lower-bound.ts';
import { simulatedProbe, simulatedTimeline } from './simulated-video.ts';
import { type Fleet, startFleet } from './start-fleet.ts';
import { type Arrival, mixedHour } from './uploads.ts';

const MOVIE_SECONDS = 7200;
/** Share of the fleet's hourly capacity. */
const BUSY_SHARE = 0.7;
const POLL_MS = 50;
const OPTIONS = {
  workers: { type: 'string', default: '64' },
  /** Simulated seconds per real second. Scheduling takes real time, so this exaggerates its cost by the same factor. */
  'movie-speed': { type: 'string', default: '1' },
  'hour-speed': { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
} as const;

/** `pnpm bench fleet`: compares the makespan of planner and dispatcher with a lower bound. */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const workers = Number(values.workers);
  await measure(
    'One two-hour movie',
    [{ arrivesAt: 0, seconds: MOVIE_SECONDS }],
    workers,
    Number(values['movie-speed']),
  );
  const sourceSeconds = (BUSY_SHARE * workers * 3600) / secondsPerSourceSecond();
  const hour = mixedHour(sourceSeconds, Number(values.seed));
  await measure(`A mixed hour of ${hour.length} uploads`, hour, workers, Number(values['hour-speed']));
};

const secondsPerSourceSecond = (): number => loadOf({ arrivesAt: 0, seconds: 600 }).encodeSeconds / 600;

/** A video's cost by the model, planned for a single slot, which gives the fewest chunks. */
const loadOf = ({ arrivesAt, seconds }: Arrival): Load => {
  const probe = simulatedProbe(seconds);
  const plan = makePlan(probe, simulatedTimeline(seconds), RECIPES.stream);
  const cost = (kind: TaskKind, index = 0): number => costOf({ kind, index }, probe, plan);
  const serial: TaskKind[] = ['fetch', 'probe', 'package', 'verify'];
  return {
    arrivesAt,
    serialSeconds: serial.reduce((sum, kind) => sum + cost(kind), 0),
    encodeSeconds: (plan as Plan).video?.chunks.reduce((sum, { index }) => sum + cost('encode', index), 0) ?? 0,
  };
};

const measure = async (what: string, arrivals: Arrival[], workers: number, speed: number): Promise<void> => {
  const dir = await mkdtemp(join(tmpdir(), 'bench-fleet-'));
  const fleet = await startFleet(dir, workers, speed);
  try {
    const ideal = lowerBound(arrivals.map(loadOf), workers);
    const begin = performance.now();
    await addArrivals(fleet, arrivals, begin, speed);
    await untilAllDone(fleet, arrivals.length);
    const makespan = ((performance.now() - begin) / 1000) * speed;
    console.log(
      `${what}, ${workers} workers: makespan ${makespan.toFixed(1)} s, lower bound ${ideal.toFixed(1)} s, ratio ${(makespan / ideal).toFixed(3)} (aim ≤ 1.10), simulated at ${speed}× speed`,
    );
  } finally {
    await fleet.stop();
    await rm(dir, { recursive: true, force: true });
  }
};

const addArrivals = async (fleet: Fleet, arrivals: Arrival[], begin: number, speed: number): Promise<void> => {
  for (const { arrivesAt, seconds } of arrivals) {
    await sleep(Math.max(0, begin + (arrivesAt / speed) * 1000 - performance.now()));
    await fleet.addVideo(seconds);
  }
};

const untilAllDone = async ({ database }: Fleet, count: number): Promise<void> => {
  for (;;) {
    const done = await database.sql.video.count({ where: { status: 'completed' } });
    const failed = await database.sql.video.count({ where: { status: { in: ['failed', 'cancelled'] } } });
    if (failed > 0) throw new Error(`${failed} videos failed.`);
    if (done === count) return;
    await sleep(POLL_MS);
  }
};
