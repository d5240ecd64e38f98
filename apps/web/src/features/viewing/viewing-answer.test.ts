import { expect, test } from 'vitest';
import { readAnswer } from './viewing-answer';

const problem = (code: string) => JSON.stringify({ code, detail: 'A sentence.' });
const answer = (status: number, body: string, retryAfter: string | null = null) =>
  readAnswer({ status, body, retryAfter });

test('a success is what to watch', () => {
  expect(answer(200, '{"title":"Holiday"}')).toEqual({ kind: 'viewing', viewing: { title: 'Holiday' } });
});

test.each([
  [404, 'VIDEO_NOT_FOUND'],
  [410, 'SHARE_GONE'],
  [403, 'SHARE_PASSWORD_WRONG'],
])('a refusal by the API (%d) keeps its code', (status, code) => {
  expect(answer(status, problem(code))).toEqual({ kind: 'refused', status, code, retryAfterSeconds: undefined });
});

test('a limit keeps how long to wait', () => {
  expect(answer(429, problem('RATE_LIMITED'), '90')).toMatchObject({ kind: 'refused', retryAfterSeconds: 90 });
  expect(answer(429, problem('RATE_LIMITED'), 'soon')).toMatchObject({ retryAfterSeconds: undefined });
});

test.each([
  ['an error of the API', 503, problem('DATABASE_UNAVAILABLE')],
  ['an error page of a proxy', 404, '<html>'],
  ['a page instead of JSON', 200, '<html>'],
  ['JSON that is no object', 200, 'null'],
])('%s says nothing about the video', (_, status, body) => {
  expect(answer(status, body)).toEqual({ kind: 'unreachable' });
});
