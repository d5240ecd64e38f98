import { type ClipOptions, makeClip } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PLAYERS, type PlaybackResult } from './support/player.ts';
import { openPlayerFixture, type PlayerFixture } from './support/player-fixture.ts';

type Clip = { seconds: number; options: ClipOptions };
const clip = (seconds: number, options: ClipOptions = {}): Clip => ({
  seconds,
  options: { size: '160x90', rate: 25, seconds, ...options },
});
const audioUpTo = (seconds: number) => ['-af', `atrim=end=${seconds}`];
const videoUpTo = (seconds: number) => ['-vf', `trim=end=${seconds}`];

/** Keeps B-frames, like sources from a camera, and has too low a bitrate to be re-encoded. */
const reordered = (filter: string) => ['-preset', 'medium', '-vf', `drawbox=t=fill,${filter}`];

/** Clips that have made players stop early, and similar ones. `seconds` is the longer of video and audio. */
const CLIPS: Record<string, Clip> = {
  ...Object.fromEntries([0.5, 2, 3.99, 4, 4.01, 8, 12.03].map((seconds) => [`${seconds} s`, clip(seconds)])),
  'audio that ends 6 s before the video': clip(9, { extra: audioUpTo(3) }),
  'video that ends 6 s before the audio': clip(9, { extra: videoUpTo(3) }),
  'video that ends three frames before the audio': clip(4.12, { extra: videoUpTo(4) }),
  'one frame with 6 s of audio': clip(6, { extra: videoUpTo(0.04) }),
  'one reordered frame with 6 s of audio': clip(6, { extra: reordered('trim=end=0.04') }),
  'one frame with 0.04 s of audio': { ...clip(0.04), seconds: 0.4 },
  'six frames with 0.16 s of audio': { ...clip(0.24, { extra: audioUpTo(0.16) }), seconds: 0.4 },
  'one frame': clip(0.04, { audio: false }),
  'a frame every five seconds': clip(10, { rate: '1/5', container: 'webm' }),
  'audio that starts 5 s late': clip(9, { container: 'mkv', extra: ['-af', 'atrim=start=5'] }),
  'audio alone': clip(4.01, { container: 'wav' }),
};

let fixture: PlayerFixture;
const links = new Map<string, { hlsUrl: string; dashUrl: string }>();
beforeAll(async () => {
  fixture = await openPlayerFixture();
  const prepare = async ([name, { options }]: [string, Clip]) => {
    const id = await fixture.upload(await makeClip(options));
    await fixture.until(id, 'completed');
    links.set(name, await fixture.client.videos.playbackToken(id));
  };
  await Promise.all(Object.entries(CLIPS).map(prepare));
});
afterAll(() => fixture.close());

const playedToEnd = ({ ended, seconds, durationSeconds }: PlaybackResult, expected: number): boolean =>
  ended && Math.abs(seconds - durationSeconds) < 0.05 && Math.abs(durationSeconds - expected) < 0.1;

test.concurrent.each(PLAYERS)('%s plays every clip to its end by its %s', async (name, link) => {
  await using player = await fixture.open(name);
  const failed: Record<string, PlaybackResult> = {};
  for (const [title, { seconds }] of Object.entries(CLIPS)) {
    const result = await player.playThrough(links.get(title)?.[link] ?? '');
    if (!playedToEnd(result, seconds)) failed[title] = result;
  }
  expect(failed).toEqual({});
});
