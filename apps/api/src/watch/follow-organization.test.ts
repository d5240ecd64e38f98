import { expect, test } from 'vitest';
import { parseKnownUntil } from './follow-organization.js';

const now = new Date('2026-11-24T12:00:00.000Z');
const idAt = (time: string): string => String(Date.parse(time));

test('a reader who comes back within some days goes on from the time it names', () => {
  expect(parseKnownUntil(idAt('2026-11-24T11:59:00.000Z'), now)).toEqual(new Date('2026-11-24T11:59:00.000Z'));
  expect(parseKnownUntil(idAt('2026-11-17T12:00:01.000Z'), now)).toBeDefined();
});

test.each([
  ['nothing', undefined],
  ['no number', 'abc'],
  ['the number of an event', '17'],
  ['a time to come', idAt('2026-11-24T12:00:00.001Z')],
  ['a time of which we do not know any more what was deleted since', idAt('2026-11-17T12:00:00.000Z')],
])('a reader who names %s starts afresh', (_, header) => {
  expect(parseKnownUntil(header, now)).toBeUndefined();
});
