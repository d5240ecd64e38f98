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

test('a title can contain any letters and emoji', () => {
  expect(contracts.UpdateVideoRequest.parse({ title: ' Ω straße 👩‍👩‍👧 ' })).toEqual({ title: 'Ω straße 👩‍👩‍👧' });
});

test('an upload of an empty file is rejected', () => {
  expect(contracts.CreateUploadRequest.safeParse({ fileName: 'a.mp4', sizeBytes: 0 }).success).toBe(false);
});
