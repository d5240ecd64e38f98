import { JOBS, TASKS, UPLOADS, VIDEOS } from '@media/core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import * as contracts from './index.js';

test.each([
  ['videos', contracts.VIDEO_STATUSES, VIDEOS.statuses],
  ['tasks', contracts.TASK_STATUSES, TASKS.statuses],
  ['jobs', contracts.JOB_STATUSES, JOBS.statuses],
  ['uploads', contracts.UPLOAD_STATUSES, UPLOADS.statuses],
])('the statuses of %s in the contract match the lifecycle table', (_name, contract, lifecycle) => {
  expect([...contract].sort()).toEqual([...lifecycle].sort());
});

const UPLOAD_ID = '0197c0de-0000-7000-8000-000000000000';

const schemas = Object.entries(contracts).filter(([, value]) => value instanceof z.ZodType);

test.each(schemas)('%s can be printed as JSON Schema', (_name, schema) => {
  expect(z.toJSONSchema(schema as z.ZodType, { io: 'input' })).toHaveProperty('$schema');
});

test.each(Object.entries(contracts.DomainEvents))('the data of %s can be printed as JSON Schema', (_type, schema) => {
  expect(z.toJSONSchema(schema)).toHaveProperty('$schema');
});

test('unknown fields are rejected', () => {
  const body = { email: 'a@example.org', password: 'long enough', isAdmin: true };
  expect(contracts.RegisterRequest.safeParse(body).success).toBe(false);
});

test.each(['a\nb.mp4', 'a\u0000.mp4', ''])('the file name %j is rejected', (fileName) => {
  expect(contracts.CreateUploadRequest.safeParse({ fileName, sizeBytes: 1 }).success).toBe(false);
});

test.each(['a\u0000b', 'half \ud83d', '\udc00'])(
  'text containing %j, which PostgreSQL cannot store, is rejected',
  (text) => {
    const { RegisterRequest, CreateUploadRequest, VideoDetails } = contracts;
    const account = { email: 'a@example.org', password: 'long enough' };
    expect(RegisterRequest.safeParse({ ...account, name: text }).success).toBe(false);
    expect(CreateUploadRequest.safeParse({ fileName: text, sizeBytes: 1 }).success).toBe(false);
    const recipe = { name: text, outputs: ['mp4'] };
    for (const details of [{ title: text }, { metadata: { a: text } }, { metadata: { [text]: 'a' } }, { recipe }]) {
      expect(VideoDetails.safeParse(details).success).toBe(false);
    }
  },
);

const LABELS: [string, (text: string) => { success: boolean; error?: z.ZodError }][] = [
  ['title of a video', (title) => contracts.UpdateVideoRequest.safeParse({ title })],
  ['title of a new video', (title) => contracts.CreateVideoRequest.safeParse({ uploadId: UPLOAD_ID, title })],
  [
    'title of an upload',
    (title) => contracts.CreateUploadRequest.safeParse({ fileName: 'a', sizeBytes: 1, video: { title } }),
  ],
  ['display name', (name) => contracts.UpdateProfileRequest.safeParse({ name })],
  ['name of a recipe', (name) => contracts.CustomRecipe.safeParse({ name, outputs: ['mp4'] })],
];

test.each(LABELS)('a %s is one line with a visible character', (_, parse) => {
  const messageOf = (text: string) => parse(text).error?.issues.map(({ message }) => message);
  const hasControls = ['Must not contain line breaks, control characters or characters that change the text direction'];
  for (const text of ['a\nb', 'a\u0007', 'a\u202egpj', '\u2066a\u2069', '\u200f'])
    expect(messageOf(text)).toEqual(hasControls);
  for (const text of ['\u200b', '\ufe0f\u200d', '\u3164'])
    expect(messageOf(text)).toEqual(['Must contain a visible character']);
  for (const text of ['a', '👩‍👩‍👧', 'می‌خواهم']) expect(messageOf(text)).toBeUndefined();
});

test('invisible characters around a search text are ignored', () => {
  expect(contracts.ListVideosQuery.parse({ q: ' \u202aholiday\u202c' })).toMatchObject({ q: 'holiday' });
});

test('a title can contain any letters and emoji', () => {
  expect(contracts.UpdateVideoRequest.parse({ title: ' Ω straße 👩‍👩‍👧 ' })).toEqual({ title: 'Ω straße 👩‍👩‍👧' });
});

test('an update of a video changes at least one field', () => {
  const { UpdateVideoRequest } = contracts;
  expect(UpdateVideoRequest.safeParse({}).success).toBe(false);
  for (const changes of [
    { title: 'a' },
    { description: '' },
    { visibility: 'public' },
    { priority: 'low' },
    { title: 'a', priority: 'high' },
  ])
    expect(UpdateVideoRequest.parse(changes)).toEqual(changes);
});

test('an upload of an empty file is rejected with the reason', () => {
  const { error } = contracts.CreateUploadRequest.safeParse({ fileName: 'a.mp4', sizeBytes: 0 });
  expect(error?.issues).toMatchObject([{ path: ['sizeBytes'], message: expect.stringContaining('empty files') }]);
});
