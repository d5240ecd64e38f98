import { AppError, type ErrorCode } from '@media/core';
import type { RedisClient } from '@media/runtime';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, RLWrapperTimeouts } from 'rate-limiter-flexible';

/** Each key gets this many points per window. The window starts with the first request. */
export type QuotaRule = { name: string; points: number; windowSeconds: number };

/** The state of one key. */
export type QuotaState = QuotaRule & { remaining: number; resetSeconds: number; isExceeded: boolean };

/** Called with the state of each quota that a request counts against. */
export type ReportQuota = (state: QuotaState) => void;

type QuotaOptions = QuotaRule & {
  redis: RedisClient;
  /** Prefix of the keys in Redis. */
  prefix: string;
  /** Whether each process counts by itself while Redis is unavailable. Otherwise `consume` rejects. */
  fallsBackToMemory: boolean;
};

/** Redis usually responds in less than a millisecond. If it hangs, requests must not hang with it. */
const REDIS_DEADLINE_MS = 500;

/** A quota shared by all processes. One Redis script increments and reads the counter atomically. */
export const createQuota = ({ redis, prefix, fallsBackToMemory, ...rule }: QuotaOptions) => {
  const { name, points, windowSeconds } = rule;
  const counter = { keyPrefix: `${prefix}:limit:${name}`, points, duration: windowSeconds };
  const insurance = fallsBackToMemory && { insuranceLimiter: new RateLimiterMemory(counter) };
  const shared = { ...counter, ...insurance, storeClient: redis, rejectIfRedisNotReady: true };
  const limiter = new RLWrapperTimeouts({ limiter: new RateLimiterRedis(shared), timeoutMs: REDIS_DEADLINE_MS });

  const stateOf = ({ remainingPoints, msBeforeNext }: RateLimiterRes, isExceeded: boolean): QuotaState => ({
    ...rule,
    ...{ isExceeded, remaining: remainingPoints, resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1_000)) },
  });

  return {
    consume: async (key: string): Promise<QuotaState> => {
      try {
        return stateOf(await limiter.consume(key), false);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        return stateOf(error, true);
      }
    },
    refund: async (key: string): Promise<void> => {
      await limiter.reward(key);
    },
    reset: async (key: string): Promise<void> => {
      await limiter.delete(key);
    },
  };
};
export type Quota = ReturnType<typeof createQuota>;

/** @throws AppError `code` if the quota is exceeded */
export const enforce = (state: QuotaState, report: ReportQuota, code: ErrorCode): void => {
  report(state);
  if (state.isExceeded) throw new AppError(code, { quota: state.name, retryAfterSeconds: state.resetSeconds });
};
