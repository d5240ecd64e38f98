import type { Client } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readMedia, readMultivariant } from './support/hls.ts';
import { holdEncoders } from './support/hold-encoders.ts';
import { NUMBER_BITS, numberedClip } from './support/numbered-clip.ts';
import type { ShownFrame } from './support/player.ts';
import { openPlayerScene, PLAYERS } from './support/player-scene.ts';

const RATE = 30;
const SECONDS = 25;

let scene: Awaited<ReturnType<typeof openPlayerScene>>;
let client: Client;
beforeAll(async () => {
  scene = await openPlayerScene();
  client = scene.client;
});
afterAll(() => scene.close());

const upload = async (clip: string): Promise<string> => (await client.uploadFile(await fileSource(clip))).id;

/** Waits for a message that has what is looked for. */
const until = async (id: string, has: 'playable' | 'completed'): Promise<void> => {
  for await (const { status, playable } of client.watch(id)) {
    if (status === 'failed') throw new Error(`video ${id} failed`);
    if (status === 'completed' || (has === 'playable' && playable)) return;
  }
};

/** How many frames away from what should be on show at that time. */
const off = ({ seconds, number }: ShownFrame): number =>
  Math.abs(number - (Math.floor(seconds * RATE + 1e-3) % 2 ** NUMBER_BITS));

describe('a video of 25 s', () => {
  const links = { hlsUrl: '', dashUrl: '' };
  let boundaries: number[] = [];
  beforeAll(async () => {
    const id = await upload(await numberedClip({ seconds: SECONDS, size: '854x480', rate: RATE }));
    await until(id, 'completed');
    Object.assign(links, await client.videos.playbackToken(id));
    const { variants } = readMultivariant(await (await fetch(links.hlsUrl)).text(), links.hlsUrl);
    const list = variants[0]?.uri ?? '';
    boundaries = readMedia(await (await fetch(list)).text(), list).starts;
  });

  test.each(PLAYERS)(
    '%s plays by its %s through the first boundary, seeks across all, and shows the right frames',
    async (name, link) => {
      await using player = await scene.open(name);
      await player.load(links[link]);
      expect(boundaries[1]).toBe(4);
      const played = await player.play(2.9, 5.1);
      const numbers = played.map(({ number }) => number);
      expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      expect([numbers[0], numbers.at(-1)].map((number) => (number ?? 0) > 4 * RATE)).toEqual([false, true]);
      expect(played.filter((frame) => off(frame) > 1)).toEqual([]);
      const { audioBytes, waits } = await player.state();
      expect(audioBytes).toBeGreaterThan(2_000);
      expect(waits).toBe(0);

      // Two frames before a boundary Chromium would be content with the key frame behind it, if that is all that is loaded.
      const around = boundaries.slice(1).flatMap((boundary) => [boundary + 1.5 / RATE, boundary - 2.5 / RATE]);
      const shown: ShownFrame[] = [];
      for (const seconds of [...around.toReversed(), SECONDS - 0.5 / RATE, 0.5 / RATE])
        shown.push(await player.show(seconds));
      expect(shown.filter((frame) => off(frame) > 1)).toEqual([]);
      await player.playOut(SECONDS - 0.7);
      const { errors, durationSeconds } = await player.state();
      expect(errors).toEqual([]);
      expect(Math.abs(durationSeconds - SECONDS)).toBeLessThan(0.1);
    },
  );
});

test('players that begin while a video is encoded follow it to its end, without being loaded again', async () => {
  const players = await Promise.all(PLAYERS.map(([name]) => scene.open(name)));
  const forAll = <T>(value: T): T[] => players.map(() => value);
  const states = () => Promise.all(players.map((player) => player.state()));
  // Fit, so that its best rendition may be a copy of the source: there long before the others.
  const id = await upload(await numberedClip({ seconds: SECONDS, size: '854x480', rate: RATE, fit: true }));
  await until(id, 'playable');
  const links = await client.videos.playbackToken(id);
  await Promise.all(players.map((player, index) => player.load(links[PLAYERS[index]?.[1] ?? 'hlsUrl'])));
  expect(await (await fetch(links.dashUrl)).text()).toContain('type="dynamic"');
  // Not at the newest segment, as if it were live.
  expect((await states()).map(({ seconds }) => Math.floor(seconds * 100))).toEqual(forAll(0));

  await until(id, 'completed');
  await Promise.all(players.map((player) => player.playOut(SECONDS - 1)));
  const last = await Promise.all(players.map((player) => player.show(SECONDS - 0.5 / RATE)));
  expect(last.map(({ number }) => number)).toEqual(forAll(SECONDS * RATE - 1));
  // Four at once beside an encoder may have to wait for the machine.
  const errors = (await states()).flatMap((state) => state.errors).filter((error) => error !== 'bufferStalledError');
  expect(errors).toEqual([]);
  for (const player of players) await player[Symbol.asyncDispose]();
});

test('players that loaded all of a video before it was completed end when it is', async () => {
  const seconds = 7;
  const players = await Promise.all(PLAYERS.map(([name]) => scene.open(name)));
  let id: string;
  {
    using _held = holdEncoders(inject('product').dataDir, 'previews');
    id = await upload(await numberedClip({ seconds, size: '854x480', rate: RATE }));
    await until(id, 'playable');
    const links = await client.videos.playbackToken(id);
    await Promise.all(players.map((player, index) => player.load(links[PLAYERS[index]?.[1] ?? 'hlsUrl'])));
    await Promise.all(players.map((player) => player.untilBuffered(seconds - 0.1)));
    expect(await (await fetch(links.dashUrl)).text()).toContain('type="dynamic"');
  }
  await until(id, 'completed');
  await Promise.all(players.map((player) => player.playOut(seconds - 1)));
  for (const player of players) await player[Symbol.asyncDispose]();
});

test('shaka-player follows a growing DASH manifest through a change of rendition while audio is being loaded', async () => {
  await using player = await scene.open('shaka-player');
  let id: string;
  {
    using _held = holdEncoders(inject('product').dataDir, 'previews');
    id = await upload(await numberedClip({ seconds: SECONDS, size: '854x480', rate: RATE }));
    await until(id, 'playable');
    const { dashUrl } = await client.videos.playbackToken(id);
    const manifest = async () => (await fetch(dashUrl)).text();
    await expect.poll(async () => (await manifest()).match(/<SegmentURL /g)?.length).toBeGreaterThan(18);
    const isManifest = (response: { url(): string }) => response.url().includes('.mpd');
    await player.load(dashUrl);
    // With the second manifest shaka-player can make new tracks of the same segments.
    await player.page.waitForResponse(isManifest);
    await player.page.waitForResponse(isManifest);

    const audio = (await manifest()).split('contentType="audio"')[1] ?? '';
    const urls = new Set([...audio.matchAll(/media="([^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&')));
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const isAudio = (url: URL) => [...urls].some((known) => new URL(known).pathname === url.pathname);
    await player.page.route(isAudio, async (route) => {
      await held;
      await route.continue();
    });
    const request = player.page.waitForRequest((sent) => isAudio(new URL(sent.url())));
    const played = player.playUntil(16);
    await request;
    await player.changeRendition();
    release();
    // Farther than a player loads ahead of the beginning.
    await played;
    expect(await manifest()).toContain('type="dynamic"');
  }
  await until(id, 'completed');
  await player.playOut(SECONDS - 1);
});
