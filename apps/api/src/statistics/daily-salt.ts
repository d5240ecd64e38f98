import { randomBytes } from 'node:crypto';
import { type Day, endOfDay } from '@media/core';
import type { RedisClient } from '@media/runtime';

/** How long after its day a salt is kept, because the clocks of API processes can differ. */
export const GRACE_MS = 60_000;
/** So that all processes use the same salt again soon after Redis has lost it. */
const CACHED_MS = 60_000;

/** Removes what Redis has forgotten from its append-only file, which otherwise keeps it until the file has grown enough. */
export const forgetOnDisk = async (redis: RedisClient): Promise<void> => {
  if ((await redis.info('persistence')).includes('aof_enabled:1')) await redis.bgrewriteaof();
};

/**
 * A random secret for each day, the same for all processes. Redis forgets it when the day ends, so that nobody can recognize a viewer of an
 * earlier day.
 */
export const createDailySalt = (redis: RedisClient, prefix: string) => {
  let cached: { day: Day; salt: string; until: number } | undefined;

  /** After the first beacon of a day, when that of the day before has expired. Not every Redis allows it. */
  const forgetLater = () => void setTimeout(() => forgetOnDisk(redis).catch(() => undefined), 2 * GRACE_MS).unref();

  return async (day: Day, now = Date.now()): Promise<string> => {
    if (cached?.day === day && now < cached.until) return cached.salt;
    const key = `${prefix}:viewer-salt:${day}`;
    const isFirst = await redis.set(key, randomBytes(32).toString('base64url'), 'PXAT', endOfDay(day) + GRACE_MS, 'NX');
    if (isFirst) forgetLater();
    const salt = await redis.get(key);
    if (salt === null) throw new Error(`The salt of ${day} is gone`);
    cached = { day, salt, until: now + CACHED_MS };
    return salt;
  };
};
