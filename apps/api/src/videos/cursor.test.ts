import type { VideoId } from '@media/core';
import { expect, test } from 'vitest';
import { parseCursor, toCursor } from './cursor.js';

const position = {
  createdAt: new Date('2026-01-02T03:04:05.678Z'),
  id: '0197c0de-0000-7000-8000-000000000000' as VideoId,
};

test('a cursor leads back to where it was made', () => {
  expect(parseCursor(toCursor(position))).toEqual(position);
});

test.each(['', 'nonsense', Buffer.from('["2026"]').toString('base64url'), Buffer.from('{}').toString('base64url')])(
  '%j is no cursor',
  (text) => {
    expect(() => parseCursor(text)).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
  },
);
