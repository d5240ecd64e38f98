import { expect, test } from 'vitest';
import type { UploadItem } from '../queue/upload-item';
import { describeArrived, describeItem } from './describe-item';
import { milestones } from './milestones';
import { summarize } from './summarize';

const item = (key: string, change: Partial<UploadItem> = {}): UploadItem => ({
  key,
  organizationId: 'home',
  fileName: `${key}.mp4`,
  sizeBytes: 1_000,
  sentBytes: 0,
  inFlightBytes: 0,
  bytesPerSecond: 0,
  status: 'uploading',
  message: undefined,
  canRetry: true,
  videoId: undefined,
  ...change,
});

test('the whole is the bytes of all, and the time left that of what still moves', () => {
  const summary = summarize([
    item('a', { status: 'done', sentBytes: 1_000 }),
    item('b', { sentBytes: 500, bytesPerSecond: 100 }),
    item('c', { status: 'waiting' }),
    item('d', { status: 'paused', sentBytes: 100 }),
  ]);
  expect(summary).toEqual({ title: 'Uploading 2 files', percent: 40, bytesPerSecond: 100, leftMs: 15_000 });
});

test.each([
  [[item('a')], 'Uploading 1 file'],
  [[item('a', { status: 'reconnecting' }), item('b', { status: 'finishing' })], 'Uploading 2 files'],
  [[item('a', { status: 'paused' })], '1 paused'],
  [
    [item('a', { status: 'done' }), item('b', { status: 'failed' }), item('c', { status: 'paused' })],
    '1 uploaded, 1 failed, 1 paused',
  ],
  [[], 'Uploads'],
])('the title of list %# reads %s', (items, title) => {
  expect(summarize(items).title).toBe(title);
});

test('it is 100 % only when every byte is there', () => {
  expect(summarize([item('a', { sizeBytes: 100_000, sentBytes: 99_999 })]).percent).toBe(99);
});

test('a file that moves tells its speed and the time left, and nothing of both without a network', () => {
  const moving = item('a', { sizeBytes: 60_000_000, sentBytes: 30_000_000, bytesPerSecond: 1_000_000 });
  expect(describeItem(moving, true)).toBe('30.0 MB of 60.0 MB · 1.00 MB/s · 0:30 left');
  expect(describeItem(moving, false)).toBe('30.0 MB of 60.0 MB · waiting for a connection');
});

test('a file that arrives, fails, loses its line or finds it again is told once', () => {
  const before = [item('a'), item('b'), item('c'), item('d', { status: 'reconnecting' }), item('e')];
  const after = [
    item('a', { status: 'done' }),
    item('b', { status: 'failed', message: 'The file is too large.' }),
    item('c', { status: 'reconnecting' }),
    item('d'),
    item('e', { status: 'paused' }),
  ];
  expect(milestones(before, after)).toEqual([
    'a.mp4 is uploaded.',
    'b.mp4 failed. The file is too large.',
    'c.mp4: no connection. It goes on by itself when there is one.',
    'd.mp4 goes on.',
  ]);
  expect(milestones(after, after)).toEqual([]);
});

test('progress is told by the quarter, not by the percent, and not when files come or go', () => {
  const at = (sentBytes: number) => [item('a', { sentBytes })];
  expect(milestones(at(100), at(240))).toEqual([]);
  expect(milestones(at(240), at(260))).toEqual(['25 % uploaded.']);
  expect(milestones(at(260), at(800))).toEqual(['75 % uploaded.']);
  expect(milestones([item('b'), ...at(400)], at(400))).toEqual([]);
});

test('the end of several files is told, of all of them', () => {
  const done = (key: string) => item(key, { status: 'done', sentBytes: 1_000 });
  expect(milestones([item('a', { sentBytes: 1_000 }), done('b')], [done('a'), done('b')])).toEqual([
    'a.mp4 is uploaded.',
    'All files are uploaded.',
  ]);
});

test('what is on the way is not sent yet, but shortens the time left', () => {
  const sent = { sizeBytes: 60_000_000, sentBytes: 30_000_000, inFlightBytes: 10_000_000, bytesPerSecond: 1_000_000 };
  expect(describeItem(item('a', sent), true)).toBe('30.0 MB of 60.0 MB · 1.00 MB/s · 0:20 left');
  expect(summarize([item('a', sent)])).toMatchObject({ percent: 50, leftMs: 20_000 });
});

test('before its file is chosen again an upload says how much of it has arrived, and nothing more once that is all', () => {
  expect(describeArrived(50_331_648, 110_100_480)).toBe(
    '45% · 50.3 MB of 110 MB have arrived. Choose the file again to send the rest.',
  );
  expect(describeArrived(0, 110_100_480)).toMatch(/^0% · 0 B of 110 MB/);
  expect(describeArrived(99_999_999, 100_000_000)).toMatch(/^99% · /);
  expect(describeArrived(110_100_480, 110_100_480)).toBe('All 110 MB have arrived. It becomes a video shortly.');
});
