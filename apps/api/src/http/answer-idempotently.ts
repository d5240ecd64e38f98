import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, AppError, canonicalJson } from '@media/core';
import type { IdempotencyKeys, KeyedRequest, Reserved } from '@media/database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { headerOf } from './header-of.js';
import { invalidFields } from './invalid-fields.js';
import type { Route } from './route.js';

type Answer<T> = { status: number; body: T };
type RepeatableCall = {
  actor: Actor;
  body: object;
  request: Pick<FastifyRequest, 'headers'>;
  reply: Pick<FastifyReply, 'status'>;
};
type Options<T> = {
  /** Keys of different routes have nothing to do with each other. Its description says that it takes one. */
  route: Pick<Route, 'operationId'> & { honoursIdempotencyKey: true };
  /** Of answers with signed URLs. */
  links?: Links<T>;
  /** How long a repeat waits for the first request to be answered. */
  maxWaitMs?: number;
};

/** Signed URLs expire, and open a door: an answer is kept without them and gets new ones when it is given again. */
export type Links<T> = {
  without(body: T): T;
  /** Adds new ones, as far as there is still something to link to. */
  renew(body: T): Promise<T>;
};

const KEY = /^[\x21-\x7e]{1,200}$/;

const hashOf = (body: object): string => createHash('sha256').update(canonicalJson(body)).digest('hex');

const MAX_WAIT_MS = 10_000;
const POLL_MS = 100;
const RETRY_AFTER_SECONDS = 2;

/**
 * Gives a repeated request the answer of the first (Idempotency-Key). A failure is not kept: the next try may succeed.
 * @throws AppError IDEMPOTENCY_KEY_REUSED for another body under the same key, REQUEST_IN_PROGRESS when the first takes long
 */
export const answerIdempotently = async <T>(
  deps: { idempotency: IdempotencyKeys },
  { actor, body, request: { headers }, reply }: RepeatableCall,
  { route, links, maxWaitMs = MAX_WAIT_MS }: Options<T>,
  work: () => Promise<Answer<T>>,
): Promise<T> => {
  const key = headerOf({ headers }, 'idempotency-key');
  const send = (answer: Answer<T>): T => {
    reply.status(answer.status);
    return answer.body;
  };
  if (key === undefined) return send(await work());
  assertKey(key);
  const request = { organizationId: actor.organizationId, route: route.operationId, key, bodyHash: hashOf(body) };
  const reserved = await firstOrAnswered(deps, request, maxWaitMs);
  if (reserved.kind === 'answered') return send(await answerAgain(reserved.answer as Answer<T>, links));
  try {
    const answer = await work();
    await deps.idempotency.answer(reserved.reservation, links ? withoutLinks(answer, links) : answer);
    return send(answer);
  } catch (error) {
    await deps.idempotency.forget(reserved.reservation);
    throw error;
  }
};

const withoutLinks = <T>({ status, body }: Answer<T>, links: Links<T>): Answer<T> => ({
  status,
  body: links.without(body),
});

const answerAgain = async <T>(kept: Answer<T>, links: Links<T> | undefined): Promise<Answer<T>> => {
  if (!links) return kept;
  // Kept by an earlier release, it may still have them.
  const { status, body } = withoutLinks(kept, links);
  return { status, body: await links.renew(body) };
};

const assertKey = (key: string): void => {
  if (KEY.test(key)) return;
  throw invalidFields([{ path: 'Idempotency-Key', message: 'Must be 1 to 200 ASCII characters without spaces' }]);
};

const firstOrAnswered = async (
  { idempotency }: { idempotency: IdempotencyKeys },
  request: KeyedRequest,
  maxWaitMs: number,
): Promise<Exclude<Reserved, { kind: 'underWay' }>> => {
  const deadline = Date.now() + maxWaitMs;
  for (;;) {
    const reserved = await idempotency.reserve(request);
    if (reserved.kind !== 'underWay') return reserved;
    if (Date.now() > deadline) {
      throw new AppError('REQUEST_IN_PROGRESS', { key: request.key, retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    await sleep(POLL_MS);
  }
};
