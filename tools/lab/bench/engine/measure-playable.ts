import { join } from 'node:path';
import { type OrganizationId, type Recipe, systemActor, type VideoId } from '@media/core';
import { videoCommands } from '@media/database';
import { makeLongClip } from '../make-sources.ts';
import { COPYING, ENCODING } from './recipes.ts';
import type { Engine } from './start-engine.ts';

const MINUTES = [1, 10, 60];

/** Measures from the end of `fetch` to the event video.playable, for sources of increasing length. Cancels the rest. */
export const measurePlayable = async (engine: Engine, clips: Record<string, string>, dir: string): Promise<void> => {
  await engine.useWorkers(undefined);
  for (const [what, clip] of Object.entries(clips)) {
    for (const minutes of MINUTES) {
      const path = join(dir, `${minutes}-minutes.mp4`);
      await makeLongClip(clip, minutes * 60, path);
      const seconds = await secondsToPlayable(engine, path, what === 'copied' ? COPYING : ENCODING);
      console.log(`${what}, ${minutes} min of 1080p: playable ${seconds.toFixed(1)} s after fetch (goal ≤ 10 s)`);
    }
  }
};

const secondsToPlayable = async (engine: Engine, path: string, recipe: Recipe): Promise<number> => {
  const { sql } = engine.database;
  const id = await engine.addVideo(path, recipe);
  const playableAt = await engine.until(() => playableSince(engine, id));
  const { endedAt } = await sql.task.findFirstOrThrow({ where: { videoId: id, kind: 'fetch' } });
  const { organizationId } = await sql.video.findUniqueOrThrow({ where: { id } });
  await videoCommands(engine.database).cancel(systemActor(organizationId as OrganizationId, 'bench'), id);
  // Restart the workers, so that the next measurement starts on idle processors.
  await engine.useWorkers(undefined);
  return (playableAt.getTime() - (endedAt?.getTime() ?? Number.NaN)) / 1_000;
};

const playableSince = async ({ database: { sql } }: Engine, videoId: VideoId): Promise<Date | undefined> => {
  const { status, errorCode } = await sql.video.findUniqueOrThrow({ where: { id: videoId } });
  if (status === 'failed') throw new Error(`The video failed: ${errorCode}.`);
  const event = await sql.event.findFirst({ where: { videoId, type: 'video.playable' } });
  return event?.createdAt;
};
