import { createHash } from 'node:crypto';
import { AppError } from '@media/core';
import type { ApiConfig, RedisClient } from '@media/runtime';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 300;
/** A browser refreshes with every page it opens: many people may share an address. */
const REFRESHES_PER_ATTEMPT = 20;

const consume = async (limiter: RateLimiterRedis, key: string): Promise<void> => {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new AppError('RATE_LIMITED', { retryAfterSeconds: Math.ceil((refusal.msBeforeNext ?? 1_000) / 1_000) });
  }
};

// Redis need not know who signs in.
const emailKey = (email: string): string => createHash('sha256').update(email).digest('base64url');

/**
 * How often somebody may try to sign in, counted in Redis for all processes together. While Redis is away each process
 * counts for itself: guessing passwords must not become free. Each throws AppError RATE_LIMITED.
 */
export const createAuthLimits = (redis: RedisClient, { redis: { prefix }, authRateLimit }: Limits) => {
  const limiter = (name: string, points: number): RateLimiterRedis => {
    const rule = { keyPrefix: `${prefix}:limit:${name}`, points, duration: WINDOW_SECONDS };
    const insuranceLimiter = new RateLimiterMemory(rule);
    return new RateLimiterRedis({ ...rule, storeClient: redis, insuranceLimiter, rejectIfRedisNotReady: true });
  };
  const attempts = limiter('address', authRateLimit);
  const refreshes = limiter('refresh', authRateLimit * REFRESHES_PER_ATTEMPT);
  const failures = limiter('email', authRateLimit);
  return {
    attempt: (address: string): Promise<void> => consume(attempts, address),
    refresh: (address: string): Promise<void> => consume(refreshes, address),
    /** Counts a try for an account; a success wipes the count. */
    account: (email: string): Promise<void> => consume(failures, emailKey(email)),
    succeeded: async (email: string): Promise<void> => {
      await failures.delete(emailKey(email));
    },
  };
};
type Limits = Pick<ApiConfig, 'redis' | 'authRateLimit'>;
export type AuthLimits = ReturnType<typeof createAuthLimits>;
