import type { MediaObject } from '@media/core';
import { expect, test } from 'vitest';
import { trackObjects } from './track-objects.js';

const row = (chunkIndex: number, trackIndex = 0, kind: 'video' | 'audio' = 'video') =>
  ({ kind, trackIndex, chunkIndex }) as MediaObject;

test('the objects of a track end before the first missing chunk', () => {
  const rows = [row(3), row(0), row(1), row(2, 1), row(2, 0, 'audio')];
  const found = trackObjects(rows, { kind: 'video', trackIndex: 0 });
  expect(found.map(({ chunkIndex }) => chunkIndex)).toEqual([0, 1]);
});
