import { AppError, type OrganizationId } from '@media/core';
import { Prisma } from './generated/client.js';
import { newId } from './new-id.js';
import { isOlder, pruneBatch } from './prune.js';
import type { Database } from './transaction.js';

export type StoredResponse = { status: number; body: unknown };
export type KeyedRequest = { organizationId: OrganizationId; route: string; key: string; bodyHash: string };
/** The right to store the response for a key. */
export type Reservation = KeyedRequest & { reservation: string };
/** `first`: the caller must `complete` or `forget`. `inProgress`: the first request has not ended yet. */
export type Reserved =
  | { kind: 'first'; reservation: Reservation }
  | { kind: 'completed'; response: StoredResponse }
  | { kind: 'inProgress' };

/** After this time without a response, the first request counts as dead and its key is free again. */
const ABANDONED_MS = 60_000;

const heldBy = ({ organizationId, route, key, reservation }: Reservation) => ({
  ...{ organizationId, route, key, reservation },
  status: null,
});

export const idempotencyRepository = ({ sql }: Database) => ({
  /** Reserves a key, or returns the state of the request that has it. @throws AppError IDEMPOTENCY_KEY_REUSED for another body */
  reserve: async (request: KeyedRequest): Promise<Reserved> => {
    const { bodyHash, ...id } = request;
    await sql.$executeRaw`
      DELETE FROM idempotency_key
      WHERE organization_id = ${id.organizationId}::uuid AND route = ${id.route} AND key = ${id.key}
        AND status IS NULL AND created_at < now() - ${ABANDONED_MS} * interval '1 millisecond'`;
    const reservation = newId();
    const taken = await sql.$executeRaw`
      INSERT INTO idempotency_key (organization_id, route, key, body_hash, reservation, created_at)
      VALUES (${id.organizationId}::uuid, ${id.route}, ${id.key}, ${bodyHash}, ${reservation}::uuid, now())
      ON CONFLICT DO NOTHING`;
    if (taken === 1) return { kind: 'first', reservation: { ...request, reservation } };
    const row = await sql.idempotencyKey.findUnique({ where: { organizationId_route_key: id } });
    if (row && row.bodyHash !== bodyHash) throw new AppError('IDEMPOTENCY_KEY_REUSED', id);
    // No row: the first request has just failed, and the next one can reserve the key.
    if (!row || row.status === null) return { kind: 'inProgress' };
    return { kind: 'completed', response: { status: row.status, body: row.response } };
  },

  /** Stores the response, unless the reservation timed out and a repeated request has the key. */
  complete: async (reservation: Reservation, { status, body }: StoredResponse): Promise<void> => {
    const data = { status, response: body as Prisma.InputJsonValue };
    await sql.idempotencyKey.updateMany({ where: heldBy(reservation), data });
  },

  /** Frees the key, unless a repeated request has taken it over. */
  forget: async (reservation: Reservation): Promise<void> => {
    await sql.idempotencyKey.deleteMany({ where: heldBy(reservation) });
  },

  /** Deletes a batch of keys older than `lifetimeMs`. Returns how many. */
  prune: (lifetimeMs: number): Promise<number> =>
    pruneBatch({ sql }, { table: 'idempotency_key', where: isOlder('created_at', lifetimeMs), orderBy: 'created_at' }),
});
export type IdempotencyKeys = ReturnType<typeof idempotencyRepository>;
