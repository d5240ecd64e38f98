import { AppError } from '@media/core';

/**
 * SQLSTATE codes and classes (the first two characters) of transient errors. 57014 covers the statement timeout, which has
 * no code of its own.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const TRANSIENT_CLASSES = new Set([
  '08', // connection exception
  '53', // insufficient resources: disk full, out of memory, too many connections
]);
const TRANSIENT_STATES = new Set([
  '25006', // read_only_sql_transaction: during a failover we reached the replica
  '25P03', // idle_in_transaction_session_timeout
  '25P04', // transaction_timeout
  '40001', // serialization_failure
  '40003', // statement_completion_unknown
  '40P01', // deadlock_detected
  '55P03', // lock_not_available: lock_timeout
  '57014', // query_canceled
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now: starting up or shutting down
  '57P05', // idle_session_timeout
  '58000', // system_error
  '58030', // io_error
]);

/** https://www.prisma.io/docs/orm/reference/error-reference */
const TRANSIENT_PRISMA = new Set([
  'P1001', // cannot reach the server
  'P1002', // the server timed out
  'P1008', // an operation timed out
  'P1017', // the server closed the connection
  'P2024', // no connection in the pool
  'P2028', // the transaction could not begin in time, or had ended when it was used
  'P2034', // write conflict or deadlock
  'P2037', // too many connections
]);

/** Error kinds of Prisma's driver adapter. */
const TRANSIENT_KINDS = new Set([
  ...['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections', 'TransactionWriteConflict'],
]);

const TRANSIENT_NETWORK = new Set([
  ...['EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ENOTFOUND', 'EPIPE'],
  'ETIMEDOUT',
]);

/** Driver errors without a code. */
const TRANSIENT_MESSAGE =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (was closed|has encountered a connection error))/;

/** Whether the database was unavailable or too busy, so that a retry can succeed. An AppError never is. */
export const isTransient = (error: unknown): boolean =>
  !(error instanceof AppError) &&
  [...layersOf(error)].some(
    ({ codes, message }) =>
      codes.some(
        (code) =>
          TRANSIENT_CLASSES.has(code.length === 5 ? code.slice(0, 2) : '') ||
          [TRANSIENT_STATES, TRANSIENT_PRISMA, TRANSIENT_KINDS, TRANSIENT_NETWORK].some((known) => known.has(code)),
      ) || TRANSIENT_MESSAGE.test(message),
  );

const CONFLICTS = new Set(['40001', '40P01', 'P2034', 'TransactionWriteConflict']);

/** Whether PostgreSQL aborted a transaction in favor of another one, so that it can be retried immediately. */
export const isConflict = (error: unknown): boolean =>
  [...layersOf(error)].some(({ codes }) => codes.some((code) => CONFLICTS.has(code)));

/** Whether a row with the same unique value exists already. */
export const isUniqueViolation = (error: unknown): boolean =>
  [...layersOf(error)].some(({ codes }) => codes.includes('23505') || codes.includes('P2002'));

/** Whether waiting for a lock exceeded `lock_timeout`: the database is available, but a row is locked. */
export const isLockTimeout = (error: unknown): boolean =>
  [...layersOf(error)].some(({ codes }) => codes.includes('55P03'));

/** Guards against cyclic causes. */
const MAX_DEPTH = 8;

type Layer = { codes: string[]; message: string };

/** An error and its causes: Prisma's, its adapter's (`meta.driverAdapterError`) and the driver's (`cause`). */
function* layersOf(error: unknown, depth = 0): Generator<Layer> {
  if (typeof error !== 'object' || error === null || depth > MAX_DEPTH) return;
  const { code, originalCode, kind, message, cause, meta } = error as Record<string, unknown>;
  const codes = [code, originalCode, kind].filter((value) => typeof value === 'string');
  yield { codes, message: typeof message === 'string' ? message : '' };
  yield* layersOf(cause, depth + 1);
  if (typeof meta === 'object' && meta !== null) {
    yield { codes: 'code' in meta && typeof meta.code === 'string' ? [meta.code] : [], message: '' };
    yield* layersOf('driverAdapterError' in meta ? meta.driverAdapterError : undefined, depth + 1);
  }
}
