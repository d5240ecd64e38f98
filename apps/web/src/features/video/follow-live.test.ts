import { ApiError, NetworkError, type VideoMessage } from '@media/sdk';
import { expect, test } from 'vitest';
import { type FollowDeps, followLive } from './follow-live';

const passing = new ApiError(503, 'DATABASE_UNAVAILABLE', 'The database did not answer.');
const gone = new ApiError(404, 'VIDEO_NOT_FOUND', 'No such video.');

const PLAYABLE: VideoMessage = { playable: true };
const COMPLETED: VideoMessage = { status: 'completed' };

type Script = {
  /** What each connection tells, and the error that it ends with. */
  connections: (VideoMessage | Error)[][];
  /** What the first refreshes meet; the others succeed. */
  refreshes?: (Error | undefined)[];
  /** How often no connection is free at first. */
  busy?: number;
};

/** Follows as the script says. Everything that happened, in order. */
const follow = async ({ connections, refreshes = [], busy = 0 }: Script, signal = new AbortController().signal) => {
  const log: string[] = [];
  let full = busy;
  const deps: FollowDeps = {
    inSlot: async (work) => {
      if (full-- > 0) return false;
      await work();
      return true;
    },
    watch: async function* () {
      for (const step of connections.shift() ?? []) {
        if (step instanceof Error) throw step;
        yield step;
      }
    },
    show: (message) => {
      log.push(JSON.stringify(message));
      return message.progress === undefined;
    },
    refresh: async () => {
      const error = refreshes.shift();
      log.push(error ? 'refresh failed' : 'refreshed');
      if (error) throw error;
    },
    askAgainMs: 1,
  };
  const outcome = await followLive(deps, signal).catch((error: unknown) => error);
  return { log, outcome };
};

test('progress is shown as it comes, and a milestone brings what messages do not carry', async () => {
  const { log } = await follow({ connections: [[{ progress: 5 }, PLAYABLE, { progress: 90 }]] });
  expect(log).toEqual(['{"progress":5}', '{"playable":true}', 'refreshed', '{"progress":90}', 'refreshed']);
});

test('a refresh that fails does not end the live display: it is made up for at the next message', async () => {
  const connections = [[PLAYABLE, { progress: 60 }, { progress: 61 }]];
  const { log, outcome } = await follow({ connections, refreshes: [passing] });
  expect(outcome).toBeUndefined();
  expect(log).toEqual([
    '{"playable":true}',
    'refresh failed',
    '{"progress":60}',
    'refreshed',
    '{"progress":61}',
    'refreshed',
  ]);
});

test('a video whose last refresh fails is followed anew until it is shown as it is', async () => {
  const offline = new NetworkError(undefined);
  const connections = [[COMPLETED], [COMPLETED]];
  const { log, outcome } = await follow({ connections, refreshes: [offline, offline] });
  expect(outcome).toBeUndefined();
  expect(log.at(-1)).toBe('refreshed');
  expect(connections).toEqual([]);
});

test('while no connection is free the video is asked for, though an answer may fail', async () => {
  const { log } = await follow({ connections: [[COMPLETED]], refreshes: [undefined, passing], busy: 2 });
  expect(log).toEqual(['refreshed', 'refresh failed', '{"status":"completed"}', 'refreshed', 'refreshed']);
});

test.each(['watching', 'refreshing'])('a video that is gone while %s ends the following', async (when) => {
  const script = when === 'watching' ? { connections: [[gone]] } : { connections: [[PLAYABLE]], refreshes: [gone] };
  expect((await follow(script)).outcome).toBe(gone);
});

test('who stops following hears no error and asks no more', async () => {
  const stop = new AbortController();
  const connections = [[{ progress: 5 }, new DOMException('left', 'AbortError')], [COMPLETED]];
  const following = follow({ connections }, stop.signal);
  stop.abort();
  expect(await following).toMatchObject({ outcome: undefined, log: ['{"progress":5}'] });
});
