import { AppError } from '@media/core';
import { expect, test } from 'vitest';
import { findAudioEnds } from './find-audio-ends.js';
import type { LineProbe } from './line-probe.js';
import { parseVideoStream } from './parse-video-stream.js';

const audio = { streamIndex: 1, codec: 'aac', channels: 2, sampleRateHz: 48_000, default: true };
const alone = { audios: [audio], startSeconds: 0, durationMs: 60_000, seekable: false };
const withVideo = { ...alone, video: parseVideoStream({ index: 0, width: 128, height: 96 }, '') };

/** ffprobe's output for the tail (from 55 s) and from the start. */
const find = async (
  tail: string[],
  whole: string[] | AppError,
  source: typeof alone = withVideo,
): Promise<number | undefined> => {
  const probe: LineProbe = async (argv, onLine) => {
    const lines = argv.includes('55.000%') ? tail : whole;
    if (lines instanceof AppError) throw lines;
    for (const line of lines) onLine(line);
  };
  const [found] = await findAudioEnds(probe, '/source.mkv', source);
  return found?.endSeconds;
};

test("audio that reaches the tail isn't read from its start", async () => {
  expect(await find(['59.5,0.5,K_'], new AppError('INTERNAL'))).toBe(60);
});

test('audio without packets in the tail ends with its last packet, even if a seek finds an earlier one', async () => {
  expect(await find([], ['0,1,K_', '40,1,K_'])).toBe(41);
  expect(await find(['12,1,K_'], ['0,1,K_', '40,1,K_', '12,1,K_'])).toBe(41);
});

test('audio alone is read from its start, because a seek by a wrong bitrate gives wrong times', async () => {
  expect(await find(['89,1,K_'], ['0,30,K_', '30,30,K_'], alone)).toBe(60);
});

test('the end stays unknown if searching for it takes too long, but other failures are thrown', async () => {
  expect(await find([], new AppError('ENCODER_STALLED'))).toBeUndefined();
  await expect(find([], new AppError('SOURCE_DAMAGED'))).rejects.toMatchObject({ code: 'SOURCE_DAMAGED' });
});
