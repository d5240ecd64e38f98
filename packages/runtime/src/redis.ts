import { Redis } from 'ioredis';
import type { Logger } from './log.js';

export type RedisConfig = { url: string; prefix: string };
export type RedisClient = Redis;

/**
 * A connection that reconnects automatically. `blocking`: for subscribers and queue consumers, which must wait out an
 * outage; all others fail fast, so that no request waits for an unavailable Redis.
 */
export const connectRedis = ({ url }: RedisConfig, log: Logger, { blocking = false } = {}): RedisClient => {
  const redis = new Redis(url, {
    maxRetriesPerRequest: blocking ? null : 1,
    enableOfflineQueue: blocking,
    connectTimeout: 5_000,
    retryStrategy: (attempts) => Math.min(100 * 2 ** Math.min(attempts, 5), 2_000),
  });
  // Without a listener, an outage would crash the process.
  redis.on('error', (error) => log.warn({ err: error }, 'Redis connection error'));
  return redis;
};
