import type { OrganizationId, VideoId } from '@media/core';
import type { VideoEventRow } from '@media/database';
import { expect, test } from 'vitest';
import { createMissed } from './missed.js';

const organization = 'organization' as OrganizationId;
const video = 'video' as VideoId;

test('readers who miss the same at the same moment cost one query, and the next gap another', async () => {
  const asked: number[] = [];
  const after = async (_organization: OrganizationId, _video: VideoId, seq: number): Promise<VideoEventRow[]> => {
    asked.push(seq);
    return [{ seq: seq + 1, data: { playable: true } }];
  };
  const missed = createMissed({ after });
  const answers = await Promise.all(Array.from({ length: 50 }, () => missed(organization, video, 3)));
  expect(answers.every(([first]) => first?.seq === 4)).toBe(true);
  expect(asked).toEqual([3]);
  await missed(organization, video, 3);
  expect(asked).toEqual([3, 3]);
});

test('a query that failed is not shared with those who come later', async () => {
  let fails = true;
  const missed = createMissed({
    after: async () => {
      if (fails) throw new Error('away');
      return [];
    },
  });
  await expect(missed(organization, video, 1)).rejects.toThrow('away');
  fails = false;
  expect(await missed(organization, video, 1)).toEqual([]);
});
