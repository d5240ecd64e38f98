import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberedClip } from './support/numbered-clip.ts';
import { pauseEncoders } from './support/pause-encoders.ts';
import { PLAYERS } from './support/player.ts';
import { openPlayerFixture, type PlayerFixture } from './support/player-fixture.ts';
import { product, useOwnProduct } from './support/product.ts';

const RATE = 30;
const SECONDS = 25;

useOwnProduct();

let fixture: PlayerFixture;
beforeAll(async () => {
  fixture = await openPlayerFixture();
});
afterAll(() => fixture.close());

test('players that start while a video is encoded play to its end without a reload', async () => {
  const players = await Promise.all(PLAYERS.map(([name]) => fixture.open(name)));
  const forAll = <T>(value: T): T[] => players.map(() => value);
  const states = () => Promise.all(players.map((player) => player.state()));
  // With a copyable source, the best rendition can be ready long before the others.
  const id = await fixture.upload(
    await numberedClip({ seconds: SECONDS, size: '854x480', rate: RATE, copyable: true }),
  );
  await fixture.until(id, 'playable');
  const links = await fixture.client.videos.playbackToken(id);
  await Promise.all(players.map((player, index) => player.load(links[PLAYERS[index]?.[1] ?? 'hlsUrl'])));
  expect(await (await fetch(links.dashUrl)).text()).toContain('type="dynamic"');
  // Playback starts at the beginning, not at the live edge.
  expect((await states()).map(({ seconds }) => Math.floor(seconds * 100))).toEqual(forAll(0));

  await fixture.until(id, 'completed');
  await Promise.all(players.map((player) => player.playOut(SECONDS - 1)));
  const last = await Promise.all(players.map((player) => player.show(SECONDS - 0.5 / RATE)));
  expect(last.map(({ number }) => number)).toEqual(forAll(SECONDS * RATE - 1));
  // Four players next to an encoder can stall on a busy machine.
  const errors = (await states()).flatMap((state) => state.errors).filter((error) => error !== 'bufferStalledError');
  expect(errors).toEqual([]);
  for (const player of players) await player[Symbol.asyncDispose]();
});

test('players that loaded a whole video before it was completed end when it is', async () => {
  const seconds = 7;
  const players = await Promise.all(PLAYERS.map(([name]) => fixture.open(name)));
  let id: string;
  {
    using _paused = pauseEncoders(product().dataDir, 'previews');
    id = await fixture.upload(await numberedClip({ seconds, size: '854x480', rate: RATE }));
    await fixture.until(id, 'playable');
    const links = await fixture.client.videos.playbackToken(id);
    await Promise.all(players.map((player, index) => player.load(links[PLAYERS[index]?.[1] ?? 'hlsUrl'])));
    await Promise.all(players.map((player) => player.untilBuffered(seconds - 0.1)));
    expect(await (await fetch(links.dashUrl)).text()).toContain('type="dynamic"');
  }
  await fixture.until(id, 'completed');
  await Promise.all(players.map((player) => player.playOut(seconds - 1)));
  for (const player of players) await player[Symbol.asyncDispose]();
});

test('shaka-player follows a growing DASH manifest through a change of rendition while audio is loading', async () => {
  await using player = await fixture.open('shaka-player');
  let id: string;
  {
    using _paused = pauseEncoders(product().dataDir, 'previews');
    id = await fixture.upload(await numberedClip({ seconds: SECONDS, size: '854x480', rate: RATE }));
    await fixture.until(id, 'playable');
    const { dashUrl } = await fixture.client.videos.playbackToken(id);
    const manifest = async () => (await fetch(dashUrl)).text();
    await expect.poll(async () => (await manifest()).match(/<SegmentURL /g)?.length).toBeGreaterThan(18);
    const isManifest = (response: { url(): string }) => response.url().includes('.mpd');
    await player.load(dashUrl);
    // After the second manifest, shaka-player can create new tracks for the same segments.
    await player.page.waitForResponse(isManifest);
    await player.page.waitForResponse(isManifest);

    const audio = (await manifest()).split('contentType="audio"')[1] ?? '';
    const urls = new Set([...audio.matchAll(/media="([^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&')));
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const isAudio = (url: URL) => [...urls].some((known) => new URL(known).pathname === url.pathname);
    await player.page.route(isAudio, async (route) => {
      await released;
      await route.continue();
    });
    const request = player.page.waitForRequest((sent) => isAudio(new URL(sent.url())));
    const played = player.playUntil(16);
    await request;
    await player.changeRendition();
    release();
    // Further than a player buffers ahead from the start.
    await played;
    expect(await manifest()).toContain('type="dynamic"');
  }
  await fixture.until(id, 'completed');
  await player.playOut(SECONDS - 1);
});
