import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Recipe, storageKeys, type VideoId } from '@media/core';
import { type Database, newId } from '@media/database';
import type { Child } from '@media/local-services';
import { addVideo } from '../add-video.ts';
import { startServices, startWorker } from '../start-services.ts';

const POLL_MS = 50;

export type Engine = {
  databaseUrl: string;
  database: Database;
  /** Pids of the running workers. */
  pids(): number[];
  /** Replaces the running workers with one per list of processors. Undefined allows all processors. */
  useWorkers(...cores: (string | undefined)[]): Promise<void>;
  /** Stores a file as a source and creates a queued video. */
  addVideo(path: string, recipe: Recipe): Promise<VideoId>;
  /** Polls until the result is defined. */
  until<T>(ask: () => Promise<T | undefined>): Promise<T>;
  stop(): Promise<void>;
};

/** Starts services and workers without the API: videos are created directly in the database. */
export const startEngine = async (dir: string): Promise<Engine> => {
  const services = await startServices(dir);
  const { databaseUrl, database, store } = services;
  let workers: Child[] = [];
  let started = 0;
  return {
    databaseUrl,
    database,
    pids: () => workers.map(({ identity }) => identity.pid),
    useWorkers: async (...cores) => {
      for (const worker of workers) await worker.stop();
      workers = [];
      for (const list of cores) {
        started += 1;
        workers.push(await startWorker(services, join(dir, `worker-${started}`), list));
      }
    },
    addVideo: async (path, recipe) => {
      const id = newId<'VideoId'>();
      const key = storageKeys.source(id);
      const { etag } = await store.putFile(key, path, { contentType: 'video/mp4' });
      const { size: sizeBytes } = await stat(path);
      return await addVideo(database, { key, etag, sizeBytes, fileName: basename(path) }, recipe, id);
    },
    until: async (ask) => {
      for (;;) {
        const answer = await ask();
        if (answer !== undefined) return answer;
        await sleep(POLL_MS);
      }
    },
    stop: services.stop,
  };
};

/** Waits until a video is completed. Resolves to the seconds since it was created. @throws Error if it fails or is canceled */
export const untilCompleted = ({ database, until }: Engine, id: VideoId): Promise<number> =>
  until(async () => {
    const { status, errorCode, createdAt, completedAt } = await database.sql.video.findUniqueOrThrow({ where: { id } });
    if (status === 'failed' || status === 'cancelled') throw new Error(`The video is ${status}: ${errorCode}.`);
    return completedAt ? (completedAt.getTime() - createdAt.getTime()) / 1_000 : undefined;
  });
