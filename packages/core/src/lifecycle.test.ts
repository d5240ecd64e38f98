import { expect, test } from 'vitest';
import { JOB_LIFECYCLE, JOBS } from './job-lifecycle.js';
import { lifecycle } from './lifecycle.js';
import { TASK_LIFECYCLE, TASKS } from './task-lifecycle.js';
import { UPLOAD_LIFECYCLE, UPLOADS } from './upload-lifecycle.js';
import { VIDEO_LIFECYCLE, VIDEOS } from './video-lifecycle.js';

test.each(Object.entries({ TASK_LIFECYCLE, VIDEO_LIFECYCLE, JOB_LIFECYCLE, UPLOAD_LIFECYCLE }))(
  '%s leads only to statuses that it defines',
  (_name, table) => {
    const targets = Object.values(table).flatMap((row) => Object.values(row));
    expect(targets.filter((status) => !(status in table))).toEqual([]);
  },
);

test('a task that ended changes only when it is restarted', () => {
  expect(TASKS.statuses.filter(TASKS.isTerminal)).toEqual(['completed', 'failed', 'cancelled']);
  expect(TASKS.next('completed', 'claimed')).toBeUndefined();
  expect(TASKS.next('failed', 'replayed')).toBe('waiting');
});

test('a task can be claimed only while it is queued or waits for its next attempt', () => {
  expect(TASKS.allowing('claimed')).toEqual(['queued', 'retrying']);
});

test('videos, jobs and uploads have the expected terminal statuses', () => {
  expect(VIDEOS.statuses.filter(VIDEOS.isTerminal)).toEqual(['completed', 'failed', 'cancelled']);
  expect(JOBS.statuses.filter(JOBS.isTerminal)).toEqual(['completed', 'failed', 'cancelled']);
  expect(UPLOADS.statuses.filter(UPLOADS.isTerminal)).toEqual(['completed', 'aborted', 'expired']);
});

test("an event that a status doesn't define leads nowhere", () => {
  const door = lifecycle({ open: { shut: 'closed' }, closed: {} });
  expect(door.next('open', 'shut')).toBe('closed');
  expect(door.next('closed', 'shut')).toBeUndefined();
});
