import { type ClipOptions, makeClip } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reached } from './support/player.ts';
import { openPlayerScene, PLAYERS, type PlayerScene } from './support/player-scene.ts';

type Clip = { seconds: number; options: ClipOptions };
const clip = (seconds: number, options: ClipOptions = {}): Clip => ({
  seconds,
  options: { size: '160x90', rate: 25, seconds, ...options },
});
const audioUpTo = (seconds: number) => ['-af', `atrim=end=${seconds}`];
const videoUpTo = (seconds: number) => ['-vf', `trim=end=${seconds}`];

/** Keeps B-frames, as sources from a camera have them, and costs too few bits to be encoded again. */
const reordered = (filter: string) => ['-preset', 'medium', '-vf', `drawbox=t=fill,${filter}`];

/** What has stopped players before its end, or is close to it, and how long the longer of its video and its audio is. */
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

let scene: PlayerScene;
const links = new Map<string, { hlsUrl: string; dashUrl: string }>();
beforeAll(async () => {
  scene = await openPlayerScene();
  const prepare = async ([name, { options }]: [string, Clip]) => {
    const id = await scene.upload(await makeClip(options));
    await scene.until(id, 'completed');
    links.set(name, await scene.client.videos.playbackToken(id));
  };
  await Promise.all(Object.entries(CLIPS).map(prepare));
});
afterAll(() => scene.close());

const isWhole = ({ ended, seconds, durationSeconds }: Reached, expected: number): boolean =>
  ended && Math.abs(seconds - durationSeconds) < 0.05 && Math.abs(durationSeconds - expected) < 0.1;

test.concurrent.each(PLAYERS)('%s plays every clip to its end by its %s', async (name, link) => {
  await using player = await scene.open(name);
  const stopped: Record<string, Reached> = {};
  for (const [title, { seconds }] of Object.entries(CLIPS)) {
    const reached = await player.playThrough(links.get(title)?.[link] ?? '');
    if (!isWhole(reached, seconds)) stopped[title] = reached;
  }
  expect(stopped).toEqual({});
});
