import { type ApiConfig, type Logger, oncePerOutage, type RedisClient } from '@media/runtime';
import { createQuota, enforce, type QuotaState, type ReportQuota } from './quota.js';

const WINDOW_SECONDS = 60;
/** A Redis that hangs is left alone for so long: each try may hold a request up. */
const PAUSE_MS = 1_000;

/**
 * How many requests one network and one organization may make in a minute at all processes together (docs/decisions/0030). While
 * Redis is away nothing is limited. Each throws AppError TOO_MANY_REQUESTS.
 */
export const createRequestLimits = (
  redis: RedisClient,
  log: Logger,
  { redis: { prefix }, requestRateLimit }: Limits,
) => {
  const attempt = oncePerOutage(log, 'Counting requests');
  let pausedUntil = 0;

  const limiter = (name: string, points: number): Limit => {
    if (points === 0) return async () => undefined;
    const quota = createQuota({ redis, prefix, name, points, windowSeconds: WINDOW_SECONDS, fallsBackToMemory: false });
    return async (key, note) => {
      if (Date.now() < pausedUntil) return;
      const counted: QuotaState[] = [];
      const isThere = await attempt(async () => counted.push(await quota.consume(key)));
      if (!isThere) pausedUntil = Date.now() + PAUSE_MS;
      for (const state of counted) enforce(state, note, 'TOO_MANY_REQUESTS');
    };
  };

  return {
    network: limiter('address', requestRateLimit.perAddress),
    organization: limiter('organization', requestRateLimit.perOrganization),
  };
};
type Limits = Pick<ApiConfig, 'redis' | 'requestRateLimit'>;
type Limit = (key: string, note: ReportQuota) => Promise<void>;
export type RequestLimits = ReturnType<typeof createRequestLimits>;
