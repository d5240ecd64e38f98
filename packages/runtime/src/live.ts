import { type DomainEvent, LiveMessage, toLiveMessage } from '@media/contracts';
import type { JobId, OrganizationId, SessionId, TaskId, UserId } from '@media/core';
import { z } from 'zod';
import type { Logger } from './log.js';
import { connectRedis, type RedisClient, type RedisConfig } from './redis.js';

const liveChannel = (prefix: string): string => `${prefix}:live`;
const cancelChannel = (prefix: string): string => `${prefix}:cancel`;
const endedChannel = (prefix: string): string => `${prefix}:ended-sessions`;
const accessChannel = (prefix: string): string => `${prefix}:access`;
const progressKey = (prefix: string, jobId: JobId, generation: number): string =>
  `${prefix}:progress:${jobId}:${generation}`;

const DAY_SECONDS = 86_400;

// KEYS[1]: the hash of the job's generation. ARGV: task, its points, points of the other finished tasks, points kept from
// earlier generations. A finished task stays in the hash with its full points, so the hash plus the kept points is the
// total and nothing counts twice. The sum is never below what PostgreSQL knows, even if Redis lost the hash. Returns the
// job's percentage (an integer) if it rose, otherwise -1: it never decreases.
const RECORD_PROGRESS = `
if tonumber(redis.call('HGET', KEYS[1], 'kept') or '-1') < tonumber(ARGV[4]) then
  redis.call('HSET', KEYS[1], 'kept', ARGV[4])
end
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

export type ProgressUpdate = {
  jobId: JobId;
  /** The video's generation at the claim. Keeps a worker that missed a cancel from adding to the next generation. */
  generation: number;
  taskId: TaskId;
  /** Basis points of the job that this task has earned so far; its full weight once it has ended. */
  points: number;
  /** Basis points of the job's other finished tasks, according to the database. */
  donePoints: number;
  /** The part of them kept from earlier: finished before a resume, or reused from an earlier job. */
  keptPoints: number;
};

/** A member was changed or removed; without `userId`, all were. */
export type AccessChange = { organizationId: OrganizationId; userId?: UserId };
const AccessChange = z.object({ organizationId: z.string(), userId: z.string().optional() });

/** Publishes live updates. None of it is state: if Redis loses it, only the display lags for a moment. */
export const createLive = (config: RedisConfig, log: Logger, redis: RedisClient) => {
  const attempt = async <T>(what: Promise<T>): Promise<T | undefined> => {
    try {
      return await what;
    } catch (error) {
      log.debug({ err: error }, 'Live message lost');
      return undefined;
    }
  };
  const publish = async (messages: readonly LiveMessage[]): Promise<void> => {
    for (const message of messages) await attempt(redis.publish(liveChannel(config.prefix), JSON.stringify(message)));
  };
  return {
    /** Sends messages to every API process. Never throws. */
    publish,
    /** Sends the events of a committed transaction to every API process. Never throws. */
    publishEvents: (events: readonly DomainEvent[]): Promise<void> =>
      publish(events.flatMap((event) => toLiveMessage(event) ?? [])),
    /** Records a task's progress. Returns the job's percentage (an integer, 0..99) if it rose. Never throws. */
    recordProgress: async (update: ProgressUpdate): Promise<number | undefined> => {
      const key = progressKey(config.prefix, update.jobId, update.generation);
      const { taskId, points, donePoints, keptPoints } = update;
      const percent = await attempt(
        redis.eval(RECORD_PROGRESS, 1, key, taskId, Math.round(points), donePoints, keptPoints),
      );
      return typeof percent === 'number' && percent >= 0 ? percent : undefined;
    },
    /** The last recorded percentage, if Redis still has it. */
    progressOf: async (jobId: JobId, generation: number): Promise<number | undefined> => {
      const shown = await attempt(redis.hget(progressKey(config.prefix, jobId, generation), 'shown'));
      return shown ? Number(shown) : undefined;
    },
    /** Tells all workers that these tasks were canceled. Their next heartbeat would stop them anyway. */
    cancel: async (taskIds: readonly TaskId[]): Promise<void> => {
      if (taskIds.length > 0) await attempt(redis.publish(cancelChannel(config.prefix), JSON.stringify(taskIds)));
    },
    /** Tells all API processes that these sessions have ended. They would find out from the database anyway. Never throws. */
    endSessions: async (sessionIds: readonly SessionId[]): Promise<void> => {
      if (sessionIds.length > 0) await attempt(redis.publish(endedChannel(config.prefix), JSON.stringify(sessionIds)));
    },
    /** Tells all API processes to check who still has access to an organization. Never throws. */
    changeAccess: async (change: AccessChange): Promise<void> => {
      await attempt(redis.publish(accessChannel(config.prefix), JSON.stringify(change)));
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
      log.warn({ err: error, channel }, 'Malformed message ignored');
    }
  });
  const subscribed = subscriber.subscribe(channel).then(() => undefined);
  subscribed.catch((error) => log.warn({ err: error, channel }, 'Subscription failed'));
  return { subscribed, close: () => subscriber.disconnect() };
};
export type Subscription = ReturnType<typeof subscribe>;

/** One subscription per process, regardless of the number of subscribers. */
export const followLive = (config: RedisConfig, log: Logger, onMessage: (message: LiveMessage) => void): Subscription =>
  subscribe(config, log, liveChannel(config.prefix), (text) => onMessage(LiveMessage.parse(JSON.parse(text))));

export const followCancels = (config: RedisConfig, log: Logger, onCancel: (taskIds: TaskId[]) => void): Subscription =>
  subscribe(config, log, cancelChannel(config.prefix), (text) =>
    onCancel(z.array(z.string()).parse(JSON.parse(text)) as TaskId[]),
  );

export const followSessionEnds = (
  config: RedisConfig,
  log: Logger,
  onEnded: (sessionIds: SessionId[]) => void,
): Subscription =>
  subscribe(config, log, endedChannel(config.prefix), (text) =>
    onEnded(z.array(z.string()).parse(JSON.parse(text)) as SessionId[]),
  );

export const followAccessChanges = (
  config: RedisConfig,
  log: Logger,
  onChange: (change: AccessChange) => void,
): Subscription =>
  subscribe(config, log, accessChannel(config.prefix), (text) =>
    onChange(AccessChange.parse(JSON.parse(text)) as AccessChange),
  );
