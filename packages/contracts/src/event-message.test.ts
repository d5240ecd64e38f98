import type { OrganizationId, TaskId, UploadId, VideoId } from '@media/core';
import { expect, test } from 'vitest';
import { type DomainEvent, LiveMessage, toLiveMessage, type VideoDomainEvent } from './index.js';

const [organizationId, videoId] = ['019300a0-0000-7000-8000-000000000000', '019300a0-0000-7000-8000-000000000001'] as [
  OrganizationId,
  VideoId,
];
const envelope = {
  ...{ id: '17', organizationId, createdAt: new Date(0) },
  actor: { type: 'system', id: null, label: 'worker' },
} as const;
const ofVideo = (what: Pick<VideoDomainEvent, 'type' | 'data'>): DomainEvent =>
  ({ ...envelope, videoId, seq: 7, generation: 2, ...what }) as VideoDomainEvent;
const live = { organizationId, videoId, eventSeq: 7 };
const task = { taskId: '019300a0-0000-7000-8000-000000000002' as TaskId, kind: 'images', index: 0 } as const;
const rendition = { index: 0, name: '360p', width: 640, height: 360 };

test.each([
  [
    { type: 'video.playable', data: { playable: true } },
    { playable: true, generation: 2 },
  ],
  [
    { type: 'video.retried', data: { status: 'queued', progress: 5, playable: false } },
    { status: 'queued', progress: 5, playable: false, generation: 2 },
  ],
  [
    { type: 'video.warned', data: { warnings: [{ code: 'FRAMES_LOST' }] } },
    { warnings: [{ code: 'FRAMES_LOST' }], generation: 2 },
  ],
  [
    { type: 'video.updated', data: { updated: ['title'] } },
    { updated: ['title'], generation: 2 },
  ],
  [
    { type: 'task.completed', data: task },
    { output: 'poster', generation: 2 },
  ],
  [
    { type: 'task.completed', data: { ...task, kind: 'text' } },
    { textReady: true, generation: 2 },
  ],
  [{ type: 'task.completed', data: { ...task, kind: 'audio' } }, {}],
  [{ type: 'task.failed', data: { ...task, code: 'ENCODER_CRASHED' } }, {}],
  [{ type: 'rendition.ready', data: rendition }, {}],
] as [Pick<VideoDomainEvent, 'type' | 'data'>, object][])(
  '%o becomes a numbered message, empty if it is not sent to subscribers',
  (what, data) => {
    const message = toLiveMessage(ofVideo(what));
    expect(message).toEqual({ ...live, data });
    expect(LiveMessage.parse(message)).toEqual(message);
  },
);

test('a deletion ends the stream of the video and is marked for subscribers to the organization', () => {
  const data = { status: 'cancelled', generation: 2 };
  expect(toLiveMessage(ofVideo({ type: 'video.deleted', data: {} }))).toEqual({ ...live, deleted: true, data });
});

test('an upload event is not sent as a message', () => {
  const uploadId = '019300a0-0000-7000-8000-000000000003' as UploadId;
  expect(toLiveMessage({ ...envelope, uploadId, type: 'upload.expired', data: { sizeBytes: 1 } })).toBeUndefined();
});
