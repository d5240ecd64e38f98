import { createHash } from 'node:crypto';
import { AppError, canonicalJson } from '@media/core';
import type { FastifyReply } from 'fastify';
import type { ApiDeps } from '../api-deps.js';
import type { Caller } from './caller.js';

type Answer<T> = { status: number; body: T };
type Request = { caller: Caller; route: string; key: string | undefined; body: object };

const KEY = /^[\x21-\x7e]{1,200}$/;

const hashOf = (body: object): string => createHash('sha256').update(canonicalJson(body)).digest('hex');

/**
 * Gives a repeated request the answer of the first (Idempotency-Key). A failure is not kept: the next try may succeed.
 * @throws AppError IDEMPOTENCY_KEY_REUSED for another body under the same key
 */
export const answerOnce = async <T>(
  { idempotency }: Pick<ApiDeps, 'idempotency'>,
  reply: FastifyReply,
  { caller, route, key, body }: Request,
  work: () => Promise<Answer<T>>,
): Promise<T> => {
  const send = (answer: Answer<T>): T => {
    reply.status(answer.status);
    return answer.body;
  };
  if (key === undefined) return send(await work());
  if (!KEY.test(key)) {
    throw new AppError('REQUEST_INVALID', {
      errors: [{ path: 'Idempotency-Key', message: 'must be 1 to 200 ASCII characters' }],
    });
  }
  const reservation = { organizationId: caller.organizationId, route, key, bodyHash: hashOf(body) };
  const given = await idempotency.reserve(reservation);
  if (given) return send(given as Answer<T>);
  try {
    const answer = await work();
    await idempotency.answer(reservation, answer);
    return send(answer);
  } catch (error) {
    await idempotency.forget(reservation);
    throw error;
  }
};
