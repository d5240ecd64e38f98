import type { ApiConfig } from '@media/runtime';
import type { ObjectStore, StoreLimits } from '@media/storage';
import type { FastifyReply } from 'fastify';

// Not `request.signal`: it fires as soon as the body of the request has been read.
const whenClientLeaves = ({ raw }: FastifyReply): AbortSignal => {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
};

/** Limits storage operations of a request: they are aborted when the client disconnects, and each has a deadline. */
export const storeLimitsOf = ({ config }: { config: ApiConfig }, reply: FastifyReply): StoreLimits => ({
  signal: whenClientLeaves(reply),
  deadlineMs: config.storeDeadlineMs,
});

/** The same dependencies with these limits applied to the store. */
export const forRequest = <Deps extends { store: ObjectStore; config: ApiConfig }>(
  deps: Deps,
  reply: FastifyReply,
): Deps => ({ ...deps, store: deps.store.within(storeLimitsOf(deps, reply)) });
