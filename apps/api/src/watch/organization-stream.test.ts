import type { OrganizationMessage, VideoDomainEvent, VideoMessage } from '@media/contracts';
import type { OrganizationId, TaskId, VideoId } from '@media/core';
import type { Change, NumberedEvent, VideoState } from '@media/database';
import { expect, test } from 'vitest';
import { createOrganizationStream } from './organization-stream.js';

const organizationId = 'organization' as OrganizationId;
const [one, two] = ['one', 'two'] as VideoId[] as [VideoId, VideoId];
const changed = (videoId: VideoId, lastSeq?: number): Change => ({ organizationId, videoId, lastSeq });
const published = (videoId: VideoId, eventSeq: number, data: VideoMessage) => ({
  ...{ organizationId, videoId, eventSeq, data },
});
const state = (id: VideoId, eventSeq: number, rest: Partial<VideoState> = {}): VideoState => ({
  ...{
    id,
    eventSeq,
    status: 'processing',
    progress: 10,
    playable: false,
    errorCode: null,
    errorReason: null,
    currentJobId: null,
    generation: 1,
  },
  ...rest,
});

const stored = (videoId: VideoId, seq: number, what: Pick<VideoDomainEvent, 'type' | 'data'>): NumberedEvent => {
  const actor = { type: 'system', id: null } as const;
  const event = { ...what, id: '1', organizationId, videoId, seq, generation: 1, actor, createdAt: new Date(0) };
  return { seq, event: event as VideoDomainEvent };
};

/** A stream, backed by these states and events. */
const openStream = ({ states = [] as VideoState[], events = {} as Record<string, NumberedEvent[]> } = {}) => {
  const messages: OrganizationMessage[] = [];
  const statesOf = async (ids: readonly VideoId[]) => states.filter(({ id }) => ids.includes(id));
  const stream = createOrganizationStream({
    statesOf,
    stateOf: async (id) => (await statesOf([id]))[0],
    snapshotOf: async ({ status, playable, progress }) => ({ status, playable, progress }),
    missedSince: async (id, seq) => (events[id] ?? []).filter((row) => row.seq > seq),
    send: (message) => messages.push(message),
  });
  return { stream, messages };
};

test('the current state replaces pruned events', async () => {
  const rows = [stored(one, 5, { type: 'video.playable', data: { playable: true } })];
  const { stream, messages } = openStream({
    states: [state(one, 6, { playable: true, progress: 60 })],
    events: { one: rows },
  });
  await stream.sendSnapshot(state(one, 2));
  await stream.catchUp([changed(one, 6)]);
  await stream.receive(published(one, 7, { status: 'completed', progress: 100 }));
  expect(messages.slice(1)).toEqual([
    { videoId: one, status: 'processing', playable: true, progress: 60 },
    { videoId: one, status: 'completed', progress: 100 },
  ]);
});

test('the first message about a video is a snapshot, and earlier events are not sent', async () => {
  const { stream, messages } = openStream({ states: [state(one, 2)] });
  await stream.receive(published(one, 1, { status: 'queued', progress: 0 }));
  await stream.receive(published(one, 2, { status: 'processing' }));
  await stream.receive(published(one, 3, { playable: true }));
  expect(messages).toEqual([
    { videoId: one, status: 'processing', playable: false, progress: 10 },
    { videoId: one, playable: true },
  ]);
});

test('a lost event is sent before the next event or, if it is the last one, after the next poll', async () => {
  const retrying = { task: 'encode', code: 'ENCODER_CRASHED', try: 1 };
  const rows = [
    stored(one, 3, { type: 'video.playable', data: { playable: true } }),
    stored(one, 4, { type: 'task.retrying', data: { retrying } }),
    stored(one, 5, { type: 'video.cancelled', data: { status: 'cancelled' } }),
  ];
  const { stream, messages } = openStream({ events: { one: rows } });
  await stream.sendSnapshot(state(one, 2));
  await stream.receive(published(one, 4, { retrying }));
  await stream.catchUp([changed(one, 5)]);
  await stream.catchUp([changed(one, 5)]);
  expect(messages.slice(1)).toEqual([
    { videoId: one, generation: 1, playable: true },
    { videoId: one, generation: 1, retrying },
    { videoId: one, generation: 1, status: 'cancelled' },
  ]);
});

test('unsent events are not gaps, whether they came from Redis, were lost, or belong to another release', async () => {
  const task = { taskId: 'task' as TaskId, kind: 'fetch', index: 0 } as const;
  const rows = [
    stored(one, 4, { type: 'task.completed', data: task }),
    { seq: 5, event: undefined },
    stored(one, 6, { type: 'video.playable', data: { playable: true } }),
  ];
  const { stream, messages } = openStream({ events: { one: rows } });
  await stream.sendSnapshot(state(one, 2));
  await stream.receive(published(one, 3, {}));
  await stream.catchUp([changed(one, 6)]);
  expect(messages.slice(1)).toEqual([{ videoId: one, generation: 1, playable: true }]);
});

test('numbers and progress are tracked per video', async () => {
  const { stream, messages } = openStream();
  await stream.sendSnapshot(state(one, 7, { progress: 60 }));
  await stream.sendSnapshot(state(two, 2, { progress: 5 }));
  await stream.receive({ organizationId, videoId: two, data: { progress: 6 } });
  await stream.receive({ organizationId, videoId: one, data: { progress: 6 } });
  await stream.receive(published(two, 3, { playable: true }));
  expect(messages.slice(2)).toEqual([
    { videoId: two, progress: 6 },
    { videoId: two, playable: true },
  ]);
});

test('a deletion is sent once, as the last message about the video, whether it comes from Redis or a poll', async () => {
  const { stream, messages } = openStream({ states: [state(two, 4)] });
  await stream.sendSnapshot(state(one, 2));
  await stream.receive({ ...published(one, 3, { status: 'cancelled' }), deleted: true });
  await stream.receive({ organizationId, videoId: one, data: { progress: 80 } });
  await stream.catchUp([changed(one), changed(two)]);
  await stream.receive(published(two, 5, { playable: true }));
  expect(messages.slice(1)).toEqual([
    { videoId: one, deleted: true },
    { videoId: two, deleted: true },
  ]);
});

test('a new client does not receive changes from before it connected', async () => {
  const { stream, messages } = openStream({ states: [state(one, 6, { status: 'queued', progress: 0 })] });
  for (const change of [changed(one, 5), changed(two)]) stream.skip(change);
  await stream.catchUp([changed(one, 5), changed(two)]);
  expect(messages).toEqual([]);
  await stream.catchUp([changed(one, 6), changed(two)]);
  expect(messages).toEqual([{ videoId: one, status: 'queued', playable: false, progress: 0 }]);
});

test('a finished video that polls no longer find is dropped, and starts with a snapshot again', async () => {
  const { stream, messages } = openStream({ states: [state(one, 9, { status: 'queued', progress: 0 })] });
  await stream.sendSnapshot(state(one, 8, { status: 'failed' }));
  stream.forgetAllBut([]);
  await stream.receive(published(one, 9, { status: 'queued' }));
  expect(messages.at(-1)).toEqual({ videoId: one, status: 'queued', playable: false, progress: 0 });
});

test('a finished video that a poll still finds is kept', async () => {
  const { stream, messages } = openStream();
  await stream.sendSnapshot(state(one, 8, { status: 'failed' }));
  stream.forgetAllBut([changed(one, 8)]);
  await stream.catchUp([changed(one, 8)]);
  expect(messages).toHaveLength(1);
});

test('the snapshot of a video that was silent until now says which details changed', async () => {
  const { stream, messages } = openStream({ states: [state(one, 6, { status: 'completed', playable: true })] });
  await stream.receive(published(one, 6, { generation: 1, updated: ['visibility'] }));
  await stream.receive(published(one, 7, { generation: 1, updated: ['title'] }));
  expect(messages).toEqual([
    { videoId: one, status: 'completed', playable: true, progress: 10, updated: ['visibility'] },
    { videoId: one, generation: 1, updated: ['title'] },
  ]);
});
