import { Worker } from 'node:worker_threads';
import type { DigestReply, DigestRequest } from './digest-worker.js';
import { type Algorithm, createDigests, type Digests } from './digests.js';

/** Hashes one body. The memory passed to `update` can be reused once its promise is fulfilled. */
export type Hasher = {
  update(memory: SharedArrayBuffer, sizeBytes: number): Promise<void>;
  digest(): Promise<Digests>;
  drop(): void;
};

/** MD5 runs at about 600 MB/s, so large bodies are hashed in worker threads instead of blocking the event loop. */
export type HasherPool = {
  open(algorithms: readonly Algorithm[]): Hasher;
  close(): Promise<void>;
};

type PendingReply = { resolve(reply: DigestReply): void; reject(error: unknown): void };
type Thread = { worker: Worker; pending: PendingReply[]; bodies: number };

const MAX_WORKERS = 2;

const startThread = (threads: Thread[]): Thread => {
  const worker = new Worker(new URL('./digest-worker.js', import.meta.url));
  worker.unref();
  const thread: Thread = { worker, pending: [], bodies: 0 };
  worker.on('message', (reply: DigestReply) => thread.pending.shift()?.resolve(reply));
  worker.on('error', (error) => {
    threads.splice(threads.indexOf(thread), 1);
    for (const { reject } of thread.pending.splice(0)) reject(error);
  });
  threads.push(thread);
  return thread;
};

const pickThread = (threads: Thread[]): Thread => {
  const idle = threads.find((thread) => thread.bodies === 0);
  if (idle) return idle;
  if (threads.length < MAX_WORKERS) return startThread(threads);
  return threads.reduce((least, thread) => (thread.bodies < least.bodies ? thread : least));
};

const openHasher = (thread: Thread, id: number, algorithms: readonly Algorithm[]): Hasher => {
  let isOpen = true;
  const send = (request: DigestRequest): void => thread.worker.postMessage(request);
  const ask = (request: DigestRequest): Promise<DigestReply> =>
    new Promise((resolve, reject) => {
      thread.pending.push({ resolve, reject });
      send(request);
    });
  const release = (): void => {
    if (isOpen) thread.bodies -= 1;
    isOpen = false;
  };
  thread.bodies += 1;
  send({ kind: 'open', id, algorithms });
  return {
    update: async (memory, sizeBytes) => void (await ask({ kind: 'update', id, memory, sizeBytes })),
    digest: async () => {
      const { digests = {} } = await ask({ kind: 'end', id }).finally(release);
      return Object.fromEntries(Object.entries(digests).map(([name, bytes]) => [name, Buffer.from(bytes)]));
    },
    drop: () => {
      if (isOpen) send({ kind: 'drop', id });
      release();
    },
  };
};

/** Hashes on the calling thread: for a small body, messaging a worker would cost more. */
export const createInlineHasher = (algorithms: readonly Algorithm[]): Hasher => {
  const digests = createDigests(algorithms);
  return {
    update: async (memory, sizeBytes) => digests.update(Buffer.from(memory, 0, sizeBytes)),
    digest: async () => digests.digest(),
    drop: () => undefined,
  };
};

/** Starts its threads on demand. */
export const createHasherPool = (): HasherPool => {
  const threads: Thread[] = [];
  let nextId = 1;
  return {
    open: (algorithms) => openHasher(pickThread(threads), nextId++, algorithms),
    close: async () => {
      await Promise.all(threads.splice(0).map(({ worker }) => worker.terminate()));
    },
  };
};
