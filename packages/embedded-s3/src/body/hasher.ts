import { Worker } from 'node:worker_threads';
import type { DigestReply, DigestRequest } from './digest-worker.js';
import { type Algorithm, createDigests, type Digests } from './digests.js';

/** Hashes one body. The memory of an update may be written again once its promise is fulfilled. */
export type Hasher = {
  update(memory: SharedArrayBuffer, sizeBytes: number): Promise<void>;
  digest(): Promise<Digests>;
  drop(): void;
};

/** MD5 runs at some 600 MB/s: beside the event loop, so that a large body slows nobody else, not even itself. */
export type HasherPool = {
  open(algorithms: readonly Algorithm[]): Hasher;
  close(): Promise<void>;
};

type Waiting = { resolve(reply: DigestReply): void; reject(error: unknown): void };
type Lane = { worker: Worker; waiting: Waiting[]; bodies: number };

const MAX_WORKERS = 2;

const openLane = (lanes: Lane[]): Lane => {
  const worker = new Worker(new URL('./digest-worker.js', import.meta.url));
  worker.unref();
  const lane: Lane = { worker, waiting: [], bodies: 0 };
  worker.on('message', (reply: DigestReply) => lane.waiting.shift()?.resolve(reply));
  worker.on('error', (error) => {
    lanes.splice(lanes.indexOf(lane), 1);
    for (const { reject } of lane.waiting.splice(0)) reject(error);
  });
  lanes.push(lane);
  return lane;
};

const pickLane = (lanes: Lane[]): Lane => {
  const idle = lanes.find((lane) => lane.bodies === 0);
  if (idle) return idle;
  if (lanes.length < MAX_WORKERS) return openLane(lanes);
  return lanes.reduce((least, lane) => (lane.bodies < least.bodies ? lane : least));
};

const openHasher = (lane: Lane, id: number, algorithms: readonly Algorithm[]): Hasher => {
  let isOpen = true;
  const send = (request: DigestRequest): void => lane.worker.postMessage(request);
  const ask = (request: DigestRequest): Promise<DigestReply> =>
    new Promise((resolve, reject) => {
      lane.waiting.push({ resolve, reject });
      send(request);
    });
  const leave = (): void => {
    if (isOpen) lane.bodies -= 1;
    isOpen = false;
  };
  lane.bodies += 1;
  send({ kind: 'open', id, algorithms });
  return {
    update: async (memory, sizeBytes) => void (await ask({ kind: 'update', id, memory, sizeBytes })),
    digest: async () => {
      const { digests = {} } = await ask({ kind: 'end', id }).finally(leave);
      return Object.fromEntries(Object.entries(digests).map(([name, bytes]) => [name, Buffer.from(bytes)]));
    },
    drop: () => {
      if (isOpen) send({ kind: 'drop', id });
      leave();
    },
  };
};

/** Hashes on the spot: a thread is not worth the trip for a small body. */
export const createInlineHasher = (algorithms: readonly Algorithm[]): Hasher => {
  const digests = createDigests(algorithms);
  return {
    update: async (memory, sizeBytes) => digests.update(Buffer.from(memory, 0, sizeBytes)),
    digest: async () => digests.digest(),
    drop: () => undefined,
  };
};

/** Threads are started when the first large body comes. */
export const createHasherPool = (): HasherPool => {
  const lanes: Lane[] = [];
  let nextId = 1;
  return {
    open: (algorithms) => openHasher(pickLane(lanes), nextId++, algorithms),
    close: async () => {
      await Promise.all(lanes.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
};
