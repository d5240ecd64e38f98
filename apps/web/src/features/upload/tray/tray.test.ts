import { expect, test } from 'vitest';
import type { UploadItem } from '../queue/upload-item';
import { describeItem, describeUnfinished } from './describe-item';
import { milestones } from './milestones';
import { areAllDone, summarize } from './summarize';

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

test('the total counts all bytes, and the time left counts active files', () => {
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
])('list %# has the title %s', (items, title) => {
  expect(summarize(items).title).toBe(title);
});

test('it is 100% only when every byte is uploaded', () => {
  expect(summarize([item('a', { sizeBytes: 100_000, sentBytes: 99_999 })]).percent).toBe(99);
});

test('an uploading file shows its speed and the time left, unless the browser is offline', () => {
  const uploading = item('a', { sizeBytes: 60_000_000, sentBytes: 30_000_000, bytesPerSecond: 1_000_000 });
  expect(describeItem(uploading, true)).toBe('30.0 MB of 60.0 MB · 1.00 MB/s · 30 s left');
  expect(describeItem(uploading, false)).toBe('30.0 MB of 60.0 MB · Offline. Resumes automatically.');
});

test('a file that is uploaded, fails, loses its connection or resumes is announced once', () => {
  const before = [item('a'), item('b'), item('c'), item('d', { status: 'reconnecting' }), item('e')];
  const after = [
    item('a', { status: 'done' }),
    item('b', { status: 'failed', message: 'The file is too large.' }),
    item('c', { status: 'reconnecting' }),
    item('d'),
    item('e', { status: 'paused' }),
  ];
  expect(milestones(before, after)).toEqual([
    'a.mp4 uploaded.',
    'b.mp4 failed to upload. The file is too large.',
    'c.mp4: connection lost. Resumes automatically.',
    'd.mp4 resumed.',
  ]);
  expect(milestones(after, after)).toEqual([]);
});

test('progress is announced every quarter, and not when files are added or removed', () => {
  const at = (sentBytes: number) => [item('a', { sentBytes })];
  expect(milestones(at(100), at(240))).toEqual([]);
  expect(milestones(at(240), at(260))).toEqual(['25% uploaded.']);
  expect(milestones(at(260), at(800))).toEqual(['75% uploaded.']);
  expect(milestones([item('b'), ...at(400)], at(400))).toEqual([]);
});

test('the end of the last of several files is announced for all of them', () => {
  const done = (key: string) => item(key, { status: 'done', sentBytes: 1_000 });
  expect(milestones([item('a', { sentBytes: 1_000 }), done('b')], [done('a'), done('b')])).toEqual([
    'a.mp4 uploaded.',
    'All files uploaded.',
  ]);
});

test('bytes in flight do not count as sent, but shorten the time left', () => {
  const sent = { sizeBytes: 60_000_000, sentBytes: 30_000_000, inFlightBytes: 10_000_000, bytesPerSecond: 1_000_000 };
  expect(describeItem(item('a', sent), true)).toBe('30.0 MB of 60.0 MB · 1.00 MB/s · 20 s left');
  expect(summarize([item('a', sent)])).toMatchObject({ percent: 50, leftMs: 20_000 });
});

test('an unfinished upload shows its progress and asks for the file, until all is uploaded', () => {
  expect(describeUnfinished(50_331_648, 110_100_480)).toBe(
    '45% · 50.3 MB of 110 MB uploaded. Choose the file again to upload the rest.',
  );
  expect(describeUnfinished(0, 110_100_480)).toMatch(/^0% · 0 B of 110 MB/);
  expect(describeUnfinished(99_999_999, 100_000_000)).toMatch(/^99% · /);
  expect(describeUnfinished(110_100_480, 110_100_480)).toBe('All 110 MB uploaded. The video will appear shortly.');
});

test.each([
  [['done', 'done'], true],
  [['done', 'uploading'], false],
  [['done', 'failed'], false],
  [['done', 'paused'], false],
  [[], false],
] as const)('files that are %j count as all done: %s', (statuses, expected) => {
  expect(areAllDone(statuses.map((status, index) => item(String(index), { status })))).toBe(expected);
});
