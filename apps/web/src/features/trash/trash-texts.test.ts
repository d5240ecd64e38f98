import { expect, test } from 'vitest';
import { trashTexts, videosAre } from './trash-texts';

const done = { status: 'completed', title: 'Holiday' } as const;
const running = { status: 'processing', title: 'Reel' } as const;

test('moving a video to the trash names what stops working, what still counts, and for how long', () => {
  expect(trashTexts([done], 30)).toEqual([
    "Nobody can watch it until it's restored: share links, embedded players and its public page stop working.",
    'It still counts as stored, and is deleted for good after 30 days in the trash.',
  ]);
  expect(trashTexts([done, running], 1)).toEqual([
    "Nobody can watch them until they're restored: share links, embedded players and public pages stop working.",
    'Processing stops. After restoring, choose “Process again”.',
    'They still count as stored, and are deleted for good after 1 day in the trash.',
  ]);
});

test('on a server without a trash, deleting is said to be final', () => {
  expect(trashTexts([running], 0)).toEqual([
    "This deletes the video, its source file, all outputs and its share links. This server has no trash, so this can't be undone.",
  ]);
});

test('one video is named, several are counted', () => {
  expect([videosAre([done]), videosAre([done, running])]).toEqual(['“Holiday” is', '2 videos are']);
});
