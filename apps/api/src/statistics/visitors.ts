import { createHmac } from 'node:crypto';
import { type Admitted, type Beacon, type Day, dayOf, endOfDay, type OrganizationId, type VideoId } from '@media/core';
import type { ApiConfig, RedisClient } from '@media/runtime';
import { createDailySalt, GRACE_MS } from './daily-salt.js';

/** What distinguishes viewers. It is hashed and never stored. */
export type Viewer = { network: string; userAgent: string };
/** What they watch. */
export type Watched = { organizationId: OrganizationId; videoId: VideoId };

/** Of one video, from one network in an hour: starts and new browsers. */
const MOST_STARTS = 100;
/** Of one video in a minute, from everybody. */
const MOST_BEACONS = 60_000;
/** Of one video and day: about 25 MB of Redis. */
const MOST_SESSIONS = 250_000;
/** The highest playback rate that counts. */
const MOST_RATE = 2;
/** Time without a beacon that still counts as watched. Players send one every 20 seconds. */
const MOST_SILENCE_MS = 90_000;

// KEYS: the viewers of the video today, starts of this network, beacons of the video. ARGV: hash of the viewer, whether the video was
// started, watched time, when the keys of the day expire, the limits. A viewer's value is the time up to which watching is used up: it never
// gets ahead of the clock, so nobody watches more than the rate allows, however many beacons they send. Returns whether a start counts,
// whether the viewer is new today, and how much watched time counts; or nothing above a limit.
const ADMIT = `
local beacons = redis.call('INCR', KEYS[3])
if beacons == 1 then redis.call('EXPIRE', KEYS[3], 60) end
if beacons > ${MOST_BEACONS} then return {} end
local now = redis.call('TIME')
now = now[1] * 1000 + math.floor(now[2] / 1000)
local used = tonumber(redis.call('HGET', KEYS[1], ARGV[1]))
local play = tonumber(ARGV[2])
if play == 1 or not used then
  local starts = redis.call('INCR', KEYS[2])
  if starts == 1 then redis.call('EXPIRE', KEYS[2], 3600) end
  if starts > ${MOST_STARTS} then
    if not used then return {} end
    play = 0
  end
end
local isNew = 0
if not used then
  if redis.call('HLEN', KEYS[1]) >= ${MOST_SESSIONS} then return {} end
  isNew = 1
  used = now
end
used = math.max(used, now - ${MOST_SILENCE_MS})
local watched = math.min(tonumber(ARGV[3]), ${MOST_RATE} * (now - used))
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.1f', used + watched / ${MOST_RATE}))
if isNew == 1 then redis.call('PEXPIREAT', KEYS[1], ARGV[4]) end
return { play, isNew, math.floor(watched) }`;

/** Recognizes the viewers of a day by a hash, and decides how much of what they report is plausible. Only Redis knows them, for that day. */
export const createVisitors = (redis: RedisClient, { redis: { prefix } }: Pick<ApiConfig, 'redis'>) => {
  const saltOf = createDailySalt(redis, prefix);

  return {
    /** Undefined if nothing of it counts. @throws Error if Redis is unavailable */
    admit: async (
      { network, userAgent }: Viewer,
      { organizationId, videoId }: Watched,
      { play, watchedMs }: Beacon,
      day: Day = dayOf(Date.now()),
    ): Promise<Admitted | undefined> => {
      const salt = await saltOf(day);
      const hashOf = (...parts: string[]): string =>
        createHmac('sha256', salt).update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
      const keys = [
        `${prefix}:viewers:${day}:${videoId}`,
        `${prefix}:limit:starts:${hashOf(videoId, network)}`,
        `${prefix}:limit:beacons:${videoId}`,
      ];
      const viewer = hashOf(organizationId, videoId, network, userAgent);
      const admitted = (await redis.eval(
        ...[ADMIT, keys.length, ...keys],
        ...[viewer, play ? 1 : 0, watchedMs, endOfDay(day) + GRACE_MS],
      )) as number[];
      const [isPlay, isNewSession, counted] = admitted;
      return counted === undefined
        ? undefined
        : { isPlay: isPlay === 1, isNewSession: isNewSession === 1, watchedMs: counted };
    },
  };
};
export type Visitors = ReturnType<typeof createVisitors>;
