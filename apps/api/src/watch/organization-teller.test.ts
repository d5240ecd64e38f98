import type { OrganizationMessage, VideoDomainEvent, VideoMessage } from '@media/contracts';
import type { OrganizationId, TaskId, VideoId } from '@media/core';
import type { Change, NumberedEvent, VideoState } from '@media/database';
import { expect, test } from 'vitest';
import { createOrganizationTeller } from './organization-teller.js';

const organizationId = 'organization' as OrganizationId;
const [one, two] = ['one', 'two'] as VideoId[] as [VideoId, VideoId];
const changed = (videoId: VideoId, lastSeq?: number): Change => ({ organizationId, videoId, lastSeq });
const milestone = (videoId: VideoId, eventSeq: number, data: VideoMessage) => ({
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

/** A reader, and a database of its own that knows these states and milestones. */
const reader = ({ states = [] as VideoState[], milestones = {} as Record<string, NumberedEvent[]> } = {}) => {
  const heard: OrganizationMessage[] = [];
  const statesOf = async (ids: readonly VideoId[]) => states.filter(({ id }) => ids.includes(id));
  const teller = createOrganizationTeller({
    statesOf,
    stateOf: async (id) => (await statesOf([id]))[0],
    snapshotOf: async ({ status, playable, progress }) => ({ status, playable, progress }),
    missedSince: async (id, seq) => (milestones[id] ?? []).filter((row) => row.seq > seq),
    send: (message) => heard.push(message),
  });
  return { teller, heard };
};

test('where milestones were pruned, the current state stands for them', async () => {
  const rows = [stored(one, 5, { type: 'video.playable', data: { playable: true } })];
  const { teller, heard } = reader({
    states: [state(one, 6, { playable: true, progress: 60 })],
    milestones: { one: rows },
  });
  await teller.introduce(state(one, 2));
  await teller.catchUp([changed(one, 6)]);
  await teller.tell(milestone(one, 7, { status: 'completed', progress: 100 }));
  expect(heard.slice(1)).toEqual([
    { videoId: one, status: 'processing', playable: true, progress: 60 },
    { videoId: one, status: 'completed', progress: 100 },
  ]);
});

test('the first that is heard of a video is how it is, and what came before that is not told', async () => {
  const { teller, heard } = reader({ states: [state(one, 2)] });
  await teller.tell(milestone(one, 1, { status: 'queued', progress: 0 }));
  await teller.tell(milestone(one, 2, { status: 'processing' }));
  await teller.tell(milestone(one, 3, { playable: true }));
  expect(heard).toEqual([
    { videoId: one, status: 'processing', playable: false, progress: 10 },
    { videoId: one, playable: true },
  ]);
});

test('a milestone that was lost is told before the one after it, and one that was lost last by the next look', async () => {
  const retrying = { task: 'encode', code: 'ENCODER_CRASHED', try: 1 };
  const rows = [
    stored(one, 3, { type: 'video.playable', data: { playable: true } }),
    stored(one, 4, { type: 'task.retrying', data: { retrying } }),
    stored(one, 5, { type: 'video.cancelled', data: { status: 'cancelled' } }),
  ];
  const { teller, heard } = reader({ milestones: { one: rows } });
  await teller.introduce(state(one, 2));
  await teller.tell(milestone(one, 4, { retrying }));
  await teller.catchUp([changed(one, 5)]);
  await teller.catchUp([changed(one, 5)]);
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
  const { teller, heard } = reader({ milestones: { one: rows } });
  await teller.introduce(state(one, 2));
  await teller.tell(milestone(one, 3, {}));
  await teller.catchUp([changed(one, 6)]);
  expect(heard.slice(1)).toEqual([{ videoId: one, generation: 1, playable: true }]);
});

test('videos do not mix up their numbers or their progress', async () => {
  const { teller, heard } = reader();
  await teller.introduce(state(one, 7, { progress: 60 }));
  await teller.introduce(state(two, 2, { progress: 5 }));
  await teller.tell({ organizationId, videoId: two, data: { progress: 6 } });
  await teller.tell({ organizationId, videoId: one, data: { progress: 6 } });
  await teller.tell(milestone(two, 3, { playable: true }));
  expect(heard.slice(2)).toEqual([
    { videoId: two, progress: 6 },
    { videoId: two, playable: true },
  ]);
});

test('that a video is gone is told once and is the last that is told of it, whoever tells it', async () => {
  const { teller, heard } = reader({ states: [state(two, 4)] });
  await teller.introduce(state(one, 2));
  await teller.tell({ ...milestone(one, 3, { status: 'cancelled' }), deleted: true });
  await teller.tell({ organizationId, videoId: one, data: { progress: 80 } });
  await teller.catchUp([changed(one), changed(two)]);
  await teller.tell(milestone(two, 5, { playable: true }));
  expect(heard.slice(1)).toEqual([
    { videoId: one, deleted: true },
    { videoId: two, deleted: true },
  ]);
});

test('a reader who comes for the first time need not hear of what was over before', async () => {
  const { teller, heard } = reader({ states: [state(one, 6, { status: 'queued', progress: 0 })] });
  for (const change of [changed(one, 5), changed(two)]) teller.skip(change);
  await teller.catchUp([changed(one, 5), changed(two)]);
  expect(heard).toEqual([]);
  await teller.catchUp([changed(one, 6), changed(two)]);
  expect(heard).toEqual([{ videoId: one, status: 'queued', playable: false, progress: 0 }]);
});

test('what no look tells of any more is forgotten, and heard of afresh', async () => {
  const { teller, heard } = reader({ states: [state(one, 9, { status: 'queued', progress: 0 })] });
  await teller.introduce(state(one, 8, { status: 'failed' }));
  teller.forgetAllBut([]);
  await teller.tell(milestone(one, 9, { status: 'queued' }));
  expect(heard.at(-1)).toEqual({ videoId: one, status: 'queued', playable: false, progress: 0 });
});

test('what a look still tells of is not forgotten', async () => {
  const { teller, heard } = reader();
  await teller.introduce(state(one, 8, { status: 'failed' }));
  teller.forgetAllBut([changed(one, 8)]);
  await teller.catchUp([changed(one, 8)]);
  expect(heard).toHaveLength(1);
});
