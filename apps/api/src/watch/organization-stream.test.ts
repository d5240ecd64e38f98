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

/** A reader, and a database of its own that knows these states and events. */
const reader = ({ states = [] as VideoState[], events = {} as Record<string, NumberedEvent[]> } = {}) => {
  const heard: OrganizationMessage[] = [];
  const statesOf = async (ids: readonly VideoId[]) => states.filter(({ id }) => ids.includes(id));
  const stream = createOrganizationStream({
    statesOf,
    stateOf: async (id) => (await statesOf([id]))[0],
    snapshotOf: async ({ status, playable, progress }) => ({ status, playable, progress }),
    missedSince: async (id, seq) => (events[id] ?? []).filter((row) => row.seq > seq),
    send: (message) => heard.push(message),
  });
  return { stream, heard };
};

test('where events were pruned, the current state stands for them', async () => {
  const rows = [stored(one, 5, { type: 'video.playable', data: { playable: true } })];
  const { stream, heard } = reader({
    states: [state(one, 6, { playable: true, progress: 60 })],
    events: { one: rows },
  });
  await stream.sendSnapshot(state(one, 2));
  await stream.catchUp([changed(one, 6)]);
  await stream.receive(published(one, 7, { status: 'completed', progress: 100 }));
  expect(heard.slice(1)).toEqual([
    { videoId: one, status: 'processing', playable: true, progress: 60 },
    { videoId: one, status: 'completed', progress: 100 },
  ]);
});

test('the first message about a video is a snapshot, and what came before that is not sent', async () => {
  const { stream, heard } = reader({ states: [state(one, 2)] });
  await stream.receive(published(one, 1, { status: 'queued', progress: 0 }));
  await stream.receive(published(one, 2, { status: 'processing' }));
  await stream.receive(published(one, 3, { playable: true }));
  expect(heard).toEqual([
    { videoId: one, status: 'processing', playable: false, progress: 10 },
    { videoId: one, playable: true },
  ]);
});

test('a lost event is sent before the one after it, and one that was lost last at the next poll', async () => {
  const retrying = { task: 'encode', code: 'ENCODER_CRASHED', try: 1 };
  const rows = [
    stored(one, 3, { type: 'video.playable', data: { playable: true } }),
    stored(one, 4, { type: 'task.retrying', data: { retrying } }),
    stored(one, 5, { type: 'video.cancelled', data: { status: 'cancelled' } }),
  ];
  const { stream, heard } = reader({ events: { one: rows } });
  await stream.sendSnapshot(state(one, 2));
  await stream.receive(published(one, 4, { retrying }));
  await stream.catchUp([changed(one, 5)]);
  await stream.catchUp([changed(one, 5)]);
  expect(heard.slice(1)).toEqual([
    { videoId: one, generation: 1, playable: true },
    { videoId: one, generation: 1, retrying },
    { videoId: one, generation: 1, status: 'cancelled' },
  ]);
});

test('an event that is not sent is no gap, whether it came by Redis, was lost, or only another release knows it', async () => {
  const task = { taskId: 'task' as TaskId, kind: 'fetch', index: 0 } as const;
  const rows = [
    stored(one, 4, { type: 'task.completed', data: task }),
    { seq: 5, event: undefined },
    stored(one, 6, { type: 'video.playable', data: { playable: true } }),
  ];
  const { stream, heard } = reader({ events: { one: rows } });
  await stream.sendSnapshot(state(one, 2));
  await stream.receive(published(one, 3, {}));
  await stream.catchUp([changed(one, 6)]);
  expect(heard.slice(1)).toEqual([{ videoId: one, generation: 1, playable: true }]);
});

test('videos do not mix up their numbers or their progress', async () => {
  const { stream, heard } = reader();
  await stream.sendSnapshot(state(one, 7, { progress: 60 }));
  await stream.sendSnapshot(state(two, 2, { progress: 5 }));
  await stream.receive({ organizationId, videoId: two, data: { progress: 6 } });
  await stream.receive({ organizationId, videoId: one, data: { progress: 6 } });
  await stream.receive(published(two, 3, { playable: true }));
  expect(heard.slice(2)).toEqual([
    { videoId: two, progress: 6 },
    { videoId: two, playable: true },
  ]);
});

test('a deletion is sent once and is the last message about its video, whether it comes by Redis or by a poll', async () => {
  const { stream, heard } = reader({ states: [state(two, 4)] });
  await stream.sendSnapshot(state(one, 2));
  await stream.receive({ ...published(one, 3, { status: 'cancelled' }), deleted: true });
  await stream.receive({ organizationId, videoId: one, data: { progress: 80 } });
  await stream.catchUp([changed(one), changed(two)]);
  await stream.receive(published(two, 5, { playable: true }));
  expect(heard.slice(1)).toEqual([
    { videoId: one, deleted: true },
    { videoId: two, deleted: true },
  ]);
});

test('a reader who comes for the first time receives nothing that was over before', async () => {
  const { stream, heard } = reader({ states: [state(one, 6, { status: 'queued', progress: 0 })] });
  for (const change of [changed(one, 5), changed(two)]) stream.skip(change);
  await stream.catchUp([changed(one, 5), changed(two)]);
  expect(heard).toEqual([]);
  await stream.catchUp([changed(one, 6), changed(two)]);
  expect(heard).toEqual([{ videoId: one, status: 'queued', playable: false, progress: 0 }]);
});

test('what no poll finds any more is forgotten, and begins with a snapshot again', async () => {
  const { stream, heard } = reader({ states: [state(one, 9, { status: 'queued', progress: 0 })] });
  await stream.sendSnapshot(state(one, 8, { status: 'failed' }));
  stream.forgetAllBut([]);
  await stream.receive(published(one, 9, { status: 'queued' }));
  expect(heard.at(-1)).toEqual({ videoId: one, status: 'queued', playable: false, progress: 0 });
});

test('what a poll still finds is not forgotten', async () => {
  const { stream, heard } = reader();
  await stream.sendSnapshot(state(one, 8, { status: 'failed' }));
  stream.forgetAllBut([changed(one, 8)]);
  await stream.catchUp([changed(one, 8)]);
  expect(heard).toHaveLength(1);
});
