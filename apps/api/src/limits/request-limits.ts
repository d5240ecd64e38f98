import { type ApiConfig, type Logger, oncePerOutage, type RedisClient } from '@media/runtime';
import { createQuota, enforce, type QuotaState, type ReportQuota } from './quota.js';

const WINDOW_SECONDS = 60;
/** Players send three a minute, so that a hundred people behind one address can watch. */
const BEACONS_PER_NETWORK = 300;
/** How long to skip Redis after a failure: each attempt can delay a request. */
const PAUSE_MS = 1_000;

/**
 * Limits requests per minute by network and by organization, and reports of players by network, across all processes (docs/decisions/0030). While Redis is
 * unavailable, requests aren't limited. All methods throw AppError TOO_MANY_REQUESTS.
 */
export const createRequestLimits = (
  redis: RedisClient,
  log: Logger,
  { redis: { prefix }, requestRateLimit }: Limits,
) => {
  const runLogged = oncePerOutage(log, 'Counting requests');
  let pausedUntil = 0;

  const limiter = (name: string, points: number): Limit => {
    if (points === 0) return async () => undefined;
    const quota = createQuota({ redis, prefix, name, points, windowSeconds: WINDOW_SECONDS, fallsBackToMemory: false });
    return async (key, report) => {
      if (Date.now() < pausedUntil) return;
      const counted: QuotaState[] = [];
      const succeeded = await runLogged(async () => counted.push(await quota.consume(key)));
      if (!succeeded) pausedUntil = Date.now() + PAUSE_MS;
      for (const state of counted) enforce(state, report, 'TOO_MANY_REQUESTS');
    };
  };

  return {
    network: limiter('address', requestRateLimit.perAddress),
    beacons: limiter('beacons', BEACONS_PER_NETWORK),
    organization: limiter('organization', requestRateLimit.perOrganization),
  };
};
type Limits = Pick<ApiConfig, 'redis' | 'requestRateLimit'>;
type Limit = (key: string, report: ReportQuota) => Promise<void>;
export type RequestLimits = ReturnType<typeof createRequestLimits>;
