import { LiveMessage } from '@media/contracts';
import type { JobId, TaskId } from '@media/core';
import { z } from 'zod';
import type { Logger } from './log.js';
import { connectRedis, type RedisClient, type RedisConfig } from './redis.js';

const liveChannel = (prefix: string): string => `${prefix}:live`;
const cancelChannel = (prefix: string): string => `${prefix}:cancel`;
const progressKey = (prefix: string, jobId: JobId): string => `${prefix}:progress:${jobId}`;

const DAY_SECONDS = 86_400;

// KEYS[1] the job's hash; ARGV: task, its points, the points of other tasks that are finished. A hash that is new (a retry,
// a Redis that lost all) begins with what was finished before; who finishes later stays in it with all its points: so
// nothing counts twice and all that is earned shows. The sum is never below what Postgres knows. Returns the job's whole
// per cent when it rose, otherwise -1: so it never goes backwards, whoever reports.
const NOTE = `
if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('HSET', KEYS[1], 'before', ARGV[3]) end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
local sum = 0
local fields = redis.call('HGETALL', KEYS[1])
for i = 1, #fields, 2 do
  if fields[i] ~= 'shown' then sum = sum + tonumber(fields[i + 1]) end
end
redis.call('EXPIRE', KEYS[1], ${DAY_SECONDS})
local percent = math.min(99, math.floor(math.max(sum, ARGV[3] + ARGV[2]) / 100))
if percent <= tonumber(redis.call('HGET', KEYS[1], 'shown') or '0') then return -1 end
redis.call('HSET', KEYS[1], 'shown', percent)
return percent`;

export type ProgressNote = {
  jobId: JobId;
  taskId: TaskId;
  /** Basis points of the job that this task has earned so far; its whole weight once it has ended. */
  points: number;
  /** Basis points of the job's finished tasks, without this one, as the database knows them. */
  donePoints: number;
};

/** Tells followers what happens now. Nothing here is state: losing all of it loses nothing but a moment's display. */
export const createLive = (config: RedisConfig, log: Logger, redis: RedisClient) => {
  const attempt = async <T>(what: Promise<T>): Promise<T | undefined> => {
    try {
      return await what;
    } catch (error) {
      log.debug({ err: error }, 'live message lost');
      return undefined;
    }
  };
  return {
    /** Sends messages to every API process. Never throws. */
    tell: async (messages: readonly LiveMessage[]): Promise<void> => {
      for (const message of messages) await attempt(redis.publish(liveChannel(config.prefix), JSON.stringify(message)));
    },
    /** Notes a task's progress. Returns the job's whole per cent (0..99) when it rose. Never throws. */
    noteProgress: async ({ jobId, taskId, points, donePoints }: ProgressNote): Promise<number | undefined> => {
      const key = progressKey(config.prefix, jobId);
      const percent = await attempt(redis.eval(NOTE, 1, key, taskId, Math.round(points), donePoints));
      return typeof percent === 'number' && percent >= 0 ? percent : undefined;
    },
    /** The last per cent that was noted, if Redis remembers. */
    progressOf: async (jobId: JobId): Promise<number | undefined> => {
      const shown = await attempt(redis.hget(progressKey(config.prefix, jobId), 'shown'));
      return shown ? Number(shown) : undefined;
    },
    /** Forgets a job's progress, because it begins again. */
    forgetProgress: async (jobId: JobId): Promise<void> => {
      await attempt(redis.del(progressKey(config.prefix, jobId)));
    },
    /** Hints to all workers that these tasks were cancelled. Their next heartbeat would tell them anyway. */
    cancel: async (taskIds: readonly TaskId[]): Promise<void> => {
      if (taskIds.length > 0) await attempt(redis.publish(cancelChannel(config.prefix), JSON.stringify(taskIds)));
    },
  };
};
export type Live = ReturnType<typeof createLive>;

const subscribe = (config: RedisConfig, log: Logger, channel: string, onMessage: (text: string) => void) => {
  const subscriber = connectRedis(config, log, { blocking: true });
  subscriber.on('message', (_channel, text) => {
    try {
      onMessage(text);
    } catch (error) {
      log.warn({ err: error, channel }, 'a message that nobody understands');
    }
  });
  const subscribed = subscriber.subscribe(channel).then(() => undefined);
  subscribed.catch((error) => log.warn({ err: error, channel }, 'subscription'));
  return { subscribed, close: () => subscriber.disconnect() };
};
export type Subscription = ReturnType<typeof subscribe>;

/** One subscription per process, whatever the number of watchers. */
export const followLive = (config: RedisConfig, log: Logger, onMessage: (message: LiveMessage) => void): Subscription =>
  subscribe(config, log, liveChannel(config.prefix), (text) => onMessage(LiveMessage.parse(JSON.parse(text))));

export const followCancels = (config: RedisConfig, log: Logger, onCancel: (taskIds: TaskId[]) => void): Subscription =>
  subscribe(config, log, cancelChannel(config.prefix), (text) =>
    onCancel(z.array(z.string()).parse(JSON.parse(text)) as TaskId[]),
  );
