import { AppError, type ErrorCode } from '@media/core';
import type { RedisClient } from '@media/runtime';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, RLWrapperTimeouts } from 'rate-limiter-flexible';

/** So many points for each key, from its first request on. */
export type QuotaRule = { name: string; points: number; windowSeconds: number };

/** What a key has left. */
export type QuotaState = QuotaRule & { remaining: number; resetSeconds: number; isExceeded: boolean };

/** Told the state of a quota that a request counted in. */
export type ReportQuota = (state: QuotaState) => void;

type QuotaOptions = QuotaRule & {
  redis: RedisClient;
  /** Begins the keys in Redis. */
  prefix: string;
  /** Whether each process counts for itself while Redis is away. Without it `consume` rejects then. */
  fallsBackToMemory: boolean;
};

/** Redis answers in less than a millisecond: one that takes longer hangs, and no request may hang with it. */
const REDIS_DEADLINE_MS = 500;

/** A quota that all processes count in together: one script in Redis adds and reads at once. */
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
    /** Takes a point. */
    consume: async (key: string): Promise<QuotaState> => {
      try {
        return stateOf(await limiter.consume(key), false);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return stateOf(refusal, true);
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

/** @throws AppError `code` when the quota is exceeded */
export const enforce = (state: QuotaState, note: ReportQuota, code: ErrorCode): void => {
  note(state);
  if (state.isExceeded) throw new AppError(code, { quota: state.name, retryAfterSeconds: state.resetSeconds });
};
