import { parentPort } from 'node:worker_threads';
import { type Algorithm, createDigests } from './digests.js';

/** Each body has an `id`: it is opened, updated from shared memory, then ended or dropped. */
export type DigestRequest =
  | { kind: 'open'; id: number; algorithms: readonly Algorithm[] }
  | { kind: 'update'; id: number; memory: SharedArrayBuffer; sizeBytes: number }
  | { kind: 'end'; id: number }
  | { kind: 'drop'; id: number };
/** The reply to `update` or `end`, in request order. */
export type DigestReply = { id: number; digests?: Partial<Record<Algorithm, Uint8Array>> };

const open = new Map<number, ReturnType<typeof createDigests>>();

parentPort?.on('message', (request: DigestRequest) => {
  if (request.kind === 'open') open.set(request.id, createDigests(request.algorithms));
  if (request.kind === 'drop') open.delete(request.id);
  if (request.kind === 'update') {
    open.get(request.id)?.update(Buffer.from(request.memory, 0, request.sizeBytes));
    parentPort?.postMessage({ id: request.id } satisfies DigestReply);
  }
  if (request.kind === 'end') {
    const digests = open.get(request.id)?.digest() ?? {};
    open.delete(request.id);
    parentPort?.postMessage({ id: request.id, digests } satisfies DigestReply);
  }
});
