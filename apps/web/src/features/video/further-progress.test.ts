import type { VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { furtherInPages, furtherProgress } from './further-progress';

const video = (status: VideoView['status'], progress: number, id = 'a') => ({ id, status, progress }) as VideoView;
const pages = (...items: VideoView[]) => ({ pages: [{ items, nextCursor: null }], pageParams: [''] });

test('an answer that was overtaken by the stream sets nothing back', () => {
  expect(furtherProgress(video('processing', 11), video('processing', 7)).progress).toBe(11);
  expect(furtherProgress(video('processing', 7), video('processing', 11)).progress).toBe(11);
  expect(furtherProgress(undefined, video('processing', 7)).progress).toBe(7);
});

test('another run begins at its beginning', () => {
  expect(furtherProgress(video('failed', 60), video('processing', 0)).progress).toBe(0);
  expect(furtherProgress(video('processing', 60), video('queued', 0)).progress).toBe(0);
});

test('in a list each video keeps its own', () => {
  const shown = pages(video('processing', 11, 'a'), video('processing', 3, 'b'));
  const fresh = pages(video('processing', 9, 'new'), video('processing', 5, 'b'), video('processing', 7, 'a'));
  const { items } = furtherInPages(shown, fresh).pages[0] ?? { items: [] };
  expect(items.map(({ id, progress }) => [id, progress])).toEqual([
    ['new', 9],
    ['b', 5],
    ['a', 11],
  ]);
});
