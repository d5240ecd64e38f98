import { expect, test } from 'vitest';
import { parseKnownUntil } from './follow-organization.js';

const now = new Date('2026-11-24T12:00:00.000Z');
const idAt = (time: string): string => String(Date.parse(time));

test('a client that reconnects within a week resumes from its last event id', () => {
  expect(parseKnownUntil(idAt('2026-11-24T11:59:00.000Z'), now)).toEqual(new Date('2026-11-24T11:59:00.000Z'));
  expect(parseKnownUntil(idAt('2026-11-17T12:00:01.000Z'), now)).toBeDefined();
});

test.each([
  ['no id', undefined],
  ['a text', 'abc'],
  ['the number of an event', '17'],
  ['a time in the future', idAt('2026-11-24T12:00:00.001Z')],
  ['a time before the oldest recorded deletion', idAt('2026-11-17T12:00:00.000Z')],
])('a client with %s as its last event id starts over', (_, header) => {
  expect(parseKnownUntil(header, now)).toBeUndefined();
});
