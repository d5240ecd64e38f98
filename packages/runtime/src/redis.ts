import { Redis } from 'ioredis';
import type { Logger } from './log.js';

export type RedisConfig = { url: string; prefix: string };
export type RedisClient = Redis;

/**
 * A connection that comes back by itself. `blocking`: for subscribers and queue workers, which must wait out an outage;
 * all others fail fast, so that a request is not held up by a Redis that is away.
 */
export const connectRedis = ({ url }: RedisConfig, log: Logger, { blocking = false } = {}): RedisClient => {
  const redis = new Redis(url, {
    maxRetriesPerRequest: blocking ? null : 1,
    enableOfflineQueue: blocking,
    connectTimeout: 5_000,
    retryStrategy: (tries) => Math.min(100 * 2 ** Math.min(tries, 5), 2_000),
  });
  // Without a listener an outage would end the process; the client itself says nothing else.
  redis.on('error', (error) => log.warn({ err: error }, 'Redis connection error'));
  return redis;
};
