import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RECIPES, type VideoId } from '@media/core';
import { type Database, TASK_READY_CHANNEL } from '@media/database';
import { Client } from 'pg';
import { type Engine, startEngine } from '../engine/start-engine.ts';
import { openBareStart } from './bare-start.ts';
import { describeTimes } from './quantile.ts';
import { watchStarts } from './watch-starts.ts';

const run = promisify(execFile);

/** Not counted: afterwards, the processes have loaded their code and the database its plans. */
const WARM_UP = 5;
const VIDEOS = 120;
const CLIP = [
  ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:d=1'],
  ...['-c:v', 'mpeg4', '-f', 'mp4'],
];

/**
 * From the commit that makes the first encode ready, at the end of the probe, until its ffmpeg runs, with one video at a time. The time of the
 * commit is when PostgreSQL's notification arrives here. After each video, a sandboxed ffmpeg is started without the product.
 */
export const measureStart = async (dir: string): Promise<void> => {
  const clip = join(dir, 'clip.mp4');
  await run('ffmpeg', [...CLIP, clip]);
  const engine = await startEngine(dir);
  try {
    await engine.useWorkers(undefined);
    await using notified = await listen(engine.databaseUrl);
    const startBare = await openBareStart(dir);
    const all: number[] = [];
    const bare: number[] = [];
    for (let count = 0; count < WARM_UP + VIDEOS; count += 1) {
      all.push(await measureOne(engine, clip, notified.times));
      bare.push(await startBare());
    }
    const times = all.slice(WARM_UP);
    console.log(
      `Idle system, ${times.length} videos: from the commit to the start of ffmpeg ${describeTimes(times)} (aim ≤ 50 ms); the first ${WARM_UP} after the start of the processes ${all.slice(0, WARM_UP).join(', ')} ms; a sandboxed ffmpeg alone ${describeTimes(bare.slice(WARM_UP))}`,
    );
  } finally {
    await engine.stop();
  }
};

/** The times of all notifications of the dispatcher so far, in milliseconds since 1970. */
const listen = async (connectionString: string): Promise<AsyncDisposable & { times: readonly number[] }> => {
  const client = new Client({ connectionString });
  const times: number[] = [];
  client.on('notification', () => times.push(Date.now()));
  await client.connect();
  await client.query(`LISTEN ${TASK_READY_CHANNEL}`);
  return { times, [Symbol.asyncDispose]: () => client.end() };
};

const measureOne = async (engine: Engine, clip: string, notified: readonly number[]): Promise<number> => {
  using starts = watchStarts(engine.pids());
  const id = await engine.addVideo(clip, RECIPES.stream);
  const probedAt = await engine.until(() => endOfProbe(engine.database, id));
  const readyAt = firstFrom(probedAt, notified);
  const first = firstFrom(readyAt, starts.times());
  if (!Number.isFinite(first)) throw new Error('No ffmpeg was seen after the commit.');
  return first - readyAt;
};

const firstFrom = (time: number, times: Iterable<number>): number =>
  Math.min(...[...times].filter((other) => other >= time));

/** When the probe of a completed video ended. */
const endOfProbe = async ({ sql }: Database, videoId: VideoId): Promise<number | undefined> => {
  const { status } = await sql.video.findUniqueOrThrow({ where: { id: videoId }, select: { status: true } });
  if (status === 'failed') throw new Error('The video failed.');
  if (status !== 'completed') return undefined;
  const attempt = await sql.attempt.findFirstOrThrow({
    where: { task: { videoId, kind: 'probe' }, status: 'completed' },
  });
  return attempt.endedAt?.getTime();
};
