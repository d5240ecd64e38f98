import type { JobId } from '@media/core';
import { createLog } from '@media/runtime';
import { expect, test } from 'vitest';
import { watchOrphans } from './replace-orphans.js';

test('a job that cannot be replaced does not block the others', async () => {
  const found = ['first', 'broken', 'last'].map((id) => ({ id: id as JobId, planVersion: 1 }));
  const replaced: string[] = [];
  const replace = async (id: JobId) => {
    if (id === 'broken') throw new Error('not this one');
    replaced.push(id);
    return [];
  };
  const orphans = { orphaned: async () => found, replace };
  const live = { cancel: async () => undefined };
  const look = watchOrphans({ orphans, live, log: createLog('test', 'silent'), orphanGraceMs: 0 });
  await expect(look()).rejects.toThrow('Replacing some jobs failed');
  expect(replaced).toEqual(['first', 'last']);
});
