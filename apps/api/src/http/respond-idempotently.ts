import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, AppError, canonicalJson } from '@media/core';
import type { IdempotencyKeys, KeyedRequest, Reserved } from '@media/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { headerOf } from './header-of.js';
import { invalidFields } from './invalid-fields.js';
import type { Route } from './route.js';

type StatusAndBody<T> = { status: number; body: T };
type RepeatableCall = {
  actor: Actor;
  body: object;
  request: Pick<FastifyRequest, 'headers'>;
  reply: Pick<FastifyReply, 'status'>;
};
type Options<T> = {
  /** Keys are scoped to a route. The type requires that the route documents the header. */
  route: Pick<Route, 'operationId'> & { honorsIdempotencyKey: true };
  /** For responses with presigned URLs. */
  links?: Links<T>;
  /** How long a retry waits for the first request to complete. */
  maxWaitMs?: number;
};

/** Presigned URLs expire and grant access, so responses are stored without them and get new ones when replayed. */
export type Links<T> = {
  without(body: T): T;
  /** Adds new URLs for resources that still exist. */
  renew(body: T): Promise<T>;
};

const KEY = /^[\x21-\x7e]{1,200}$/;

const hashOf = (body: object): string => createHash('sha256').update(canonicalJson(body)).digest('hex');

const MAX_WAIT_MS = 10_000;
const POLL_MS = 100;
const RETRY_AFTER_SECONDS = 2;

/**
 * Replays the response of the first request with the same Idempotency-Key. Failures aren't stored, so a retry can succeed.
 * @throws AppError IDEMPOTENCY_KEY_REUSED if the body differs, REQUEST_IN_PROGRESS if the first request takes too long
 */
export const respondIdempotently = async <T>(
  deps: { idempotency: IdempotencyKeys },
  { actor, body, request: { headers }, reply }: RepeatableCall,
  { route, links, maxWaitMs = MAX_WAIT_MS }: Options<T>,
  work: () => Promise<StatusAndBody<T>>,
): Promise<T> => {
  const key = headerOf({ headers }, 'idempotency-key');
  const send = (response: StatusAndBody<T>): T => {
    reply.status(response.status);
    return response.body;
  };
  if (key === undefined) return send(await work());
  assertKey(key);
  const request = { organizationId: actor.organizationId, route: route.operationId, key, bodyHash: hashOf(body) };
  const reserved = await reserveOrWait(deps, request, maxWaitMs);
  if (reserved.kind === 'completed') return send(await replay(reserved.response as StatusAndBody<T>, links));
  try {
    const response = await work();
    await deps.idempotency.complete(reserved.reservation, links ? withoutLinks(response, links) : response);
    return send(response);
  } catch (error) {
    await deps.idempotency.forget(reserved.reservation);
    throw error;
  }
};

const withoutLinks = <T>({ status, body }: StatusAndBody<T>, links: Links<T>): StatusAndBody<T> => ({
  status,
  body: links.without(body),
});

const replay = async <T>(kept: StatusAndBody<T>, links: Links<T> | undefined): Promise<StatusAndBody<T>> => {
  if (!links) return kept;
  // Earlier releases stored responses with their URLs.
  const { status, body } = withoutLinks(kept, links);
  return { status, body: await links.renew(body) };
};

const assertKey = (key: string): void => {
  if (KEY.test(key)) return;
  throw invalidFields([{ path: 'Idempotency-Key', message: 'Must be 1 to 200 ASCII characters without spaces' }]);
};

const reserveOrWait = async (
  { idempotency }: { idempotency: IdempotencyKeys },
  request: KeyedRequest,
  maxWaitMs: number,
): Promise<Exclude<Reserved, { kind: 'inProgress' }>> => {
  const deadline = Date.now() + maxWaitMs;
  for (;;) {
    const reserved = await idempotency.reserve(request);
    if (reserved.kind !== 'inProgress') return reserved;
    if (Date.now() > deadline) {
      throw new AppError('REQUEST_IN_PROGRESS', { key: request.key, retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    await sleep(POLL_MS);
  }
};
