import { once } from 'node:events';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { AppError, type Plan, type TaskId, type TaskKind } from '@media/core';
import type { ClaimedTask, JobObject } from '@media/database';
import { createMediaRunner } from '@media/media';
import { createLog } from '@media/runtime';
import { createObjectStore } from '@media/storage';
import { runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AUDIO_PLAN } from '../audio-plan.fixture.js';
import { fetchSource } from '../fetch/fetch-source.js';
import { packageOutputs } from '../package/package-outputs.js';
import { openSourceCache } from '../sources/source-cache.js';
import { countUsage } from './count-usage.js';
import type { Step, StepContext, StepDeps } from './step.js';
import { stepContext } from './step-context.js';

const log = createLog('test', 'silent');
const dir = mkdtempSync(join(runDir(), 'abort-'));
/** A store that accepts connections and never answers. */
const open = new Set<Socket>();
const silent = createServer((socket) => open.add(socket.on('error', () => undefined)));
let store: ReturnType<typeof createObjectStore>;

beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  const endpoint = `http://127.0.0.1:${port}`;
  const keys = { accessKeyId: 'key', secretAccessKey: 'secret' };
  store = createObjectStore({ endpoint, region: 'us-east-1', bucket: 'media', forcePathStyle: true, ...keys });
});
afterAll(() => {
  store.close();
  for (const socket of open) socket.destroy();
  silent.close();
});

const plan: Plan = { ...AUDIO_PLAN, outputs: [{ kind: 'audio', name: 'audio.m4a', audios: ['a0'] }] };
/** The fields that these steps read. */
const task: object = {
  ...{
    id: 'task',
    videoId: 'video',
    jobId: 'job',
    epoch: 1,
    results: { audio: new Map([[0, { trackIndex: 0, pieceCount: 1, endTicks: 48_000 }]]) },
  },
  job: { plan, planHash: 'hash' },
  source: { key: 'sources/video', etag: 'e', sizeBytes: 100_000_000, fileName: 'clip.mp4' },
};
const piece: JobObject = {
  taskId: 'audio' as TaskId,
  ...{ kind: 'audio', trackIndex: 0, chunkIndex: 0, key: 'media/a0.mp4', sizeBytes: 1_000, initSize: 100 },
  ...{ initHash: 'hash', codecs: 'mp4a.40.2', timescale: 48_000 },
  segments: [{ offset: 100, size: 900, start: 0, duration: 48_000, samples: 47, keyframeBytes: 9 }],
};

/** Starts some work, cancels it once it waits for the store, and returns how it ended. */
const cancelled = async <K extends TaskKind>(work: (context: StepContext<K>) => Promise<unknown>): Promise<unknown> => {
  const controller = new AbortController();
  const asked = once(silent, 'connection');
  const held = { signal: controller.signal };
  const media = createMediaRunner({ ffmpegPath: '', ffprobePath: '', sandbox: { mode: 'none', holes: [] } });
  const current = {
    task: task as ClaimedTask<K>,
    held,
    usage: countUsage(),
    progress: { progress: () => undefined },
    log,
  };
  const ended = work(stepContext({ store, media }, current, dir)).then(
    () => 'done',
    (error: unknown) => error,
  );
  await asked;
  controller.abort(new AppError('CANCELLED'));
  return ended;
};

const step = async <K extends TaskKind>(run: Step<K>): Promise<unknown> => {
  const sources = await openSourceCache({ store, dir: join(dir, 'sources'), processDir: dir, cacheBytes: 10 ** 9 });
  const mediaRows = {
    publishedVideo: async () => undefined,
    ofJob: async () => ({ objects: [piece], outputs: [], texts: [] }),
  };
  const pieces = {} as StepDeps['pieces'];
  const plans = {} as StepDeps['plans'];
  const usage = {} as StepDeps['usage'];
  return cancelled<K>((context) =>
    run(
      {
        store,
        sources,
        mediaRows,
        pieces,
        plans,
        usage,
        threads: 1,
        packetClock: 'track',
        countEncodeSlots: async () => 1,
      },
      context,
    ),
  );
};

test('canceling a download leaves nothing behind', async () => {
  expect(await step(fetchSource)).toMatchObject({ code: 'CANCELLED' });
  await expect.poll(() => readdirSync(dir).filter((name) => name.startsWith('download-'))).toEqual([]);
});

test('packaging can be canceled while it reads objects', async () => {
  expect(await step(packageOutputs)).toMatchObject({ code: 'CANCELLED' });
});

test.each([
  ['small', 1_000],
  ['large', 9 * 2 ** 20],
])('the upload of a %s file can be canceled', async (name, sizeBytes) => {
  const path = join(dir, name);
  writeFileSync(path, Buffer.alloc(sizeBytes));
  expect(await cancelled(({ upload }) => upload(name, path, 'video/mp4'))).toMatchObject({ code: 'CANCELLED' });
});
