import { mkdir, realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import {
  claimRepository,
  hasDispatcher,
  mediaRepository,
  pieceRepository,
  planRepository,
  taskEndings,
  usageRepository,
} from '@media/database';
import { createMediaRunner, findPacketClock, type MediaRunner } from '@media/media';
import { followCancels } from '@media/runtime';
import { consumeQueues } from '../consume-queues.js';
import { chooseMemoryCgroup } from '../memory/choose-memory-cgroup.js';
import { endTasks } from '../run-task/end-tasks.js';
import { holdTasks } from '../run-task/held-tasks.js';
import { runTask } from '../run-task/run-task.js';
import { chooseSandbox } from '../sandbox/choose-sandbox.js';
import { openSourceCache } from '../sources/source-cache.js';
import { STEPS } from '../steps.js';
import { openWorkspace } from '../workspace/workspace.js';
import type { Connections } from './open-connections.js';
import type { RunningRole } from './running-role.js';
import { watchDispatcher } from './watch-dispatcher.js';

/** Shares of the shutdown grace period: finish what is nearly done, then release the rest. The remaining time is for closing connections. */
const FINISH_MS = 1_000;
const RELEASE_MS = 5_000;

/** How this machine runs ffmpeg, sandboxed and with a memory limit. @throws AppError SANDBOX_UNAVAILABLE */
const openMedia = async ({ config, log }: Connections, dir: string) => {
  const [ffmpegPath, ffprobePath] = await Promise.all([realpath(config.ffmpegPath), realpath(config.ffprobePath)]);
  const sandbox = await chooseSandbox({ ...config, ffmpegPath, dir, log });
  const memoryCgroup = chooseMemoryCgroup(dir, log);
  const { ffmpegMemoryBytes: memoryBytes, ffmpegIdleMs: idleMs } = config;
  const media = createMediaRunner({ ffmpegPath, ffprobePath, sandbox, memoryBytes, idleMs, memoryCgroup });
  return { media, sandbox };
};

/** The tasks' files: a directory of this process, and the source cache shared by all processes of the machine. */
const openFiles = async ({ config, store }: Connections, dir: string) => {
  const workspace = await openWorkspace(dir);
  const { cacheBytes } = config;
  const sources = await openSourceCache({ store, dir: join(dir, 'sources'), processDir: workspace.dir, cacheBytes });
  return { workspace, sources };
};

const startTasks = async (connections: Connections, { worker, dir }: Encoder, media: MediaRunner) => {
  const { config, log, database, store, live, queues, metrics } = connections;
  const { leaseMs, heartbeatMs } = config;
  const { workspace, sources } = await openFiles(connections, dir);
  const claims = claimRepository(database);
  const held = holdTasks({ claims, leaseMs, heartbeatMs, log });
  const cancels = followCancels(config.redis, log, held.checkSoon);
  const deps = {
    ...{ worker, log, store, live, metrics, media, claims, held, workspace, sources, leaseMs, steps: STEPS },
    endings: taskEndings(database),
    mediaRows: mediaRepository(database),
    pieces: pieceRepository(database),
    plans: planRepository(database),
    usage: usageRepository(database, config.usageLimits),
    threads: config.encodeThreads ?? availableParallelism(),
    packetClock: await findPacketClock(media, workspace.dir),
    /** Assumes that all workers are like this one. Only affects chunk lengths; if unknown, counts this worker only. */
    countEncodeSlots: async () =>
      Math.max(1, await queues.countConsumers('encode').catch(() => 1)) * config.concurrency,
  };
  const consumers = consumeQueues(config.redis, log, config, (message) => runTask(deps, message));
  return { held, cancels, consumers, workspace };
};

export type Encoder = {
  /** The name of this process in attempts. */
  worker: string;
  /** Directory for sources and work in progress. */
  dir: string;
};

/**
 * The role `encode`: processes videos. It connects to PostgreSQL, Redis and the store, and runs ffmpeg on untrusted files.
 * @throws AppError SANDBOX_UNAVAILABLE
 */
export const startEncode = async (connections: Connections, encoder: Encoder): Promise<RunningRole> => {
  const { config, log, database } = connections;
  await mkdir(encoder.dir, { recursive: true });
  const { media, sandbox } = await openMedia(connections, encoder.dir);
  const { held, cancels, consumers, workspace } = await startTasks(connections, encoder, media);
  const watch = watchDispatcher({ hasDispatcher: () => hasDispatcher(database), log });
  return {
    name: 'encode',
    facts: { sandbox: sandbox.mode, concurrency: config.concurrency, dir: encoder.dir },
    stop: async () => {
      watch.close();
      await endTasks({ held, pause: consumers.pause, finishMs: FINISH_MS, releaseMs: RELEASE_MS });
    },
    close: async () => {
      held.close();
      cancels.close();
      await workspace.close();
    },
  };
};
