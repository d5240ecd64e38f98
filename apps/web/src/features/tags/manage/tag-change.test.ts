import { expect, test } from 'vitest';
import { deletionText, mergeText, renamingOf } from './tag-change';

const SEA = { name: 'Sea', videoCount: 12 };
const DRONE = { name: 'Drone', videoCount: 1 };
const ALL = [DRONE, SEA];

test('a new name renames, and the name of another tag merges, in any case', () => {
  expect(renamingOf(DRONE, ' Flight ', ALL)).toEqual({ kind: 'rename', to: 'Flight' });
  expect(renamingOf(DRONE, 'SEA', ALL)).toEqual({ kind: 'merge', to: 'Sea', into: SEA });
});

test('another case of its own name only renames', () => {
  expect(renamingOf(DRONE, 'DRONE', ALL)).toEqual({ kind: 'rename', to: 'DRONE' });
});

test('the same or no name changes nothing', () => {
  expect(renamingOf(DRONE, 'Drone', ALL)).toEqual({ kind: 'none' });
  expect(renamingOf(DRONE, '  ', ALL)).toEqual({ kind: 'none' });
});

test('a merge and a deletion say how many videos they concern', () => {
  expect(mergeText(DRONE, SEA)).toMatch(/“Sea” \(12 videos\)\. 1 video with “Drone” will have “Sea” instead/);
  expect(deletionText(SEA)).toBe('“Sea” will be removed from 12 videos. The videos stay.');
});
