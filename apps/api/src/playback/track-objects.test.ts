import type { MediaObjectRow } from '@media/database';
import { expect, test } from 'vitest';
import { PLAN } from '../fixtures/plan.js';
import { targetSeconds, trackObjects } from './track-objects.js';

const row = (chunkIndex: number, trackIndex = 0, kind: 'video' | 'audio' = 'video') =>
  ({ kind, trackIndex, chunkIndex }) as MediaObjectRow;

test('a list ends before the first chunk that is missing, whatever came after it', () => {
  const rows = [row(3), row(0), row(1), row(2, 1), row(2, 0, 'audio')];
  expect(trackObjects(rows, 'video', 0).map(({ chunkIndex }) => chunkIndex)).toEqual([0, 1]);
});

test('the target duration comes from the plan, so that it stays while the list grows', () => {
  expect(targetSeconds(PLAN, 'video')).toBe(4);
  expect(targetSeconds(PLAN, 'audio')).toBe(4);
});
