import { EventEmitter } from 'node:events';
import { playbackActor, type VideoId } from '@media/core';
import { newId } from '@media/database';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { EventSink } from './event-sink.js';
import { serveStream } from './serve-stream.js';

const NEVER_MS = 3_600_000_000;

test('a stream ends when its token expires, without an access check', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const closing = new EventEmitter();
  let endedAt: number | undefined;
  const sink: EventSink = {
    write: () => undefined,
    flushed: async () => undefined,
    end: () => {
      endedAt = Date.now();
      closing.emit('close');
    },
    onClose: (work) => void closing.once('close', work),
  };
  const expiresAt = new Date(Date.now() + 60_000);
  const actor = playbackActor({ videoId: newId<'VideoId'>() as VideoId, organizationId: newId() as never, expiresAt });
  const intervals = { heartbeatMs: NEVER_MS, pollMs: NEVER_MS, checkAccessMs: NEVER_MS };
  const streams = { add: () => () => undefined };
  serveStream(
    {
      ...{ intervals, sessionStreams: streams, apiKeyStreams: streams },
      ...{ playbackStreams: streams, accessStreams: streams },
    },
    { sink, client: { actor, checkAccess: async () => undefined }, onFailure: () => undefined, hasEnded: () => false },
  );
  await vi.advanceTimersByTimeAsync(59_999);
  expect(endedAt).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(endedAt).toBe(expiresAt.getTime());
  expect(vi.getTimerCount()).toBe(0);
});
