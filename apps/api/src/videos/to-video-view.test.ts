import type { VideoDetails } from '@media/database';
import { expect, test } from 'vitest';
import { toVideoView } from './to-video-view.js';

const VIDEO = {
  ...{ status: 'completed', source: {}, renditions: [], outputs: [], texts: [], chapters: [] },
  ...{ metadata: {}, probe: null, warnings: [] },
  ...{ createdAt: new Date(0), updatedAt: new Date(0) },
  poster: { kind: 'automatic', atMs: null, status: 'ready', errorCode: null },
} as unknown as VideoDetails;
const view = (details: Partial<VideoDetails>) =>
  toVideoView({ ...VIDEO, ...details }, { trashMs: 0, progress: 100, urls: new Map(), textUrls: new Map() });

test('warnings are shown in words, without those that only a later release knows', () => {
  const warnings = [{ code: 'OF_A_LATER_RELEASE' }, { code: 'FRAMES_LOST', frames: 1, afterMs: 61_000 }];
  expect(view({ warnings }).warnings).toEqual([
    {
      code: 'FRAMES_LOST',
      text: "The file is damaged: 1 frame couldn't be decoded, after 1:01. The previous frame is shown for longer instead.",
    },
  ]);
});

test('of a remuxed file, the codecs of the upload are shown', () => {
  const audio = { streamIndex: 0, codec: 'flac', channels: 2, sampleRateHz: 48_000, default: true };
  const copy = { container: 'mp4', durationMs: 1_000, sizeBytes: 1, startSeconds: 0, seekable: true, audios: [audio] };
  const upload = { container: 'mpegts', audioCodec: 'aac_latm' };
  expect(view({ probe: copy }).source).toMatchObject({ audioCodec: 'flac' });
  expect(view({ probe: { ...copy, upload } }).source).toMatchObject({ audioCodec: 'aac_latm' });
});

test('reasons why a file is not standard are listed once it is probed', () => {
  expect(view({ nonStandard: ['hdr', 'ofALaterRelease'] }).source.nonStandard).toEqual(['hdr']);
  expect(view({ nonStandard: [] }).source.nonStandard).toEqual([]);
  const warnings = [{ code: 'VIDEO_DAMAGED', frames: 2, afterMs: 0, untilMs: 0 }];
  expect(view({ nonStandard: ['hdr'], warnings }).source.nonStandard).toEqual(['hdr', 'damaged']);
  expect(view({ nonStandard: null }).source).not.toHaveProperty('nonStandard');
});

test('a poster that failed says why, and one of a moment says when', () => {
  const moment = { kind: 'moment', atMs: 1_500, status: 'ready', errorCode: null } as const;
  expect(view({ poster: moment }).poster).toEqual({ kind: 'moment', status: 'ready', atMs: 1_500 });
  const failed = { kind: 'picture', atMs: null, status: 'failed', errorCode: 'PICTURE_UNREADABLE' } as const;
  expect(view({ poster: failed }).poster).toMatchObject({
    ...{ kind: 'picture', status: 'failed' },
    error: { code: 'PICTURE_UNREADABLE', message: expect.stringContaining('Choose a JPEG') },
  });
});
