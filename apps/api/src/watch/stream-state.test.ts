import { expect, test } from 'vitest';
import { createStreamState, toEventText } from './stream-state.js';

test('events are sent once and in order', () => {
  const state = createStreamState(3);
  expect(state.event(3, { playable: true })).toBeUndefined();
  expect(state.isGapBefore(5)).toBe(true);
  expect(state.event(4, { playable: true })).toEqual({ id: 4, data: { playable: true } });
  expect(state.isGapBefore(5)).toBe(false);
});

test('progress never decreases, whatever its source', () => {
  const state = createStreamState(0);
  state.snapshot(2, { status: 'processing', progress: 40, playable: false });
  expect(state.progress({ progress: 40 })).toBeUndefined();
  expect(state.progress({ progress: 41 })).toEqual({ id: 2, data: { progress: 41 } });
  expect(state.event(3, { playable: true, progress: 12 })).toEqual({ id: 3, data: { playable: true } });
  expect(state.snapshot(3, { status: 'processing', progress: 5 }).data.progress).toBe(41);
});

test('a new run resets the progress', () => {
  const state = createStreamState(0);
  state.snapshot(2, { status: 'failed', progress: 80 });
  expect(state.hasEnded()).toBe(true);
  expect(state.event(3, { status: 'queued', progress: 0 })).toEqual({
    id: 3,
    data: { status: 'queued', progress: 0 },
  });
  expect(state.hasEnded()).toBe(false);
  expect(state.progress({ progress: 1 })).toEqual({ id: 3, data: { progress: 1 } });
});

test('late progress of an earlier generation is dropped', () => {
  const state = createStreamState(0);
  state.snapshot(2, { status: 'processing', progress: 90, generation: 1 });
  state.event(3, { status: 'cancelled', generation: 1 });
  state.event(4, { status: 'queued', progress: 5, generation: 2 });
  expect(state.progress({ progress: 93, generation: 1 })).toBeUndefined();
  expect(state.progress({ progress: 6, generation: 2 })?.data.progress).toBe(6);
  expect([state.isBehind(2), state.isBehind(3), state.isBehind(undefined)]).toEqual([false, true, false]);
});

test('a snapshot of a new generation resets the progress, even if the event in between was not sent', () => {
  const state = createStreamState(0);
  state.snapshot(2, { status: 'processing', progress: 90, generation: 1 });
  expect(state.snapshot(5, { status: 'processing', progress: 4, generation: 2 }).data.progress).toBe(4);
});

test('line breaks in a message cannot end its data field', () => {
  const error = { code: 'INTERNAL' as const, message: 'one\ndata: {"status":"completed"}\r\n\nid: 9' };
  expect(toEventText({ id: 1, data: { error } }).split('\n')).toHaveLength(4);
});
