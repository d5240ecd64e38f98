import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMedia, readMultivariant } from './support/hls.ts';
import { NUMBER_BITS, numberedClip } from './support/numbered-clip.ts';
import { PLAYERS, type ShownFrame } from './support/player.ts';
import { openPlayerFixture, type PlayerFixture } from './support/player-fixture.ts';

const RATE = 30;
const SECONDS = 25;

let fixture: PlayerFixture;
const links = { hlsUrl: '', dashUrl: '' };
let boundaries: number[] = [];
beforeAll(async () => {
  fixture = await openPlayerFixture();
  const { client, upload, until } = fixture;
  const id = await upload(await numberedClip({ seconds: SECONDS, size: '854x480', rate: RATE }));
  await until(id, 'completed');
  Object.assign(links, await client.videos.playbackToken(id));
  const { variants } = readMultivariant(await (await fetch(links.hlsUrl)).text(), links.hlsUrl);
  const list = variants[0]?.uri ?? '';
  boundaries = readMedia(await (await fetch(list)).text(), list).starts;
});
afterAll(() => fixture.close());

/** The distance in frames from the frame expected at that time. */
const frameOffset = ({ seconds, number }: ShownFrame): number =>
  Math.abs(number - (Math.floor(seconds * RATE + 1e-3) % 2 ** NUMBER_BITS));

test.each(PLAYERS)(
  '%s plays its %s through the first chunk boundary, seeks across all of them, and shows the right frames',
  async (name, link) => {
    await using player = await fixture.open(name);
    await player.load(links[link]);
    expect(boundaries[1]).toBe(4);
    const played = await player.play(2.9, 5.1);
    const numbers = played.map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect([numbers[0], numbers.at(-1)].map((number) => (number ?? 0) > 4 * RATE)).toEqual([false, true]);
    expect(played.filter((frame) => frameOffset(frame) > 1)).toEqual([]);
    const { audioBytes, rebuffers } = await player.state();
    expect(audioBytes).toBeGreaterThan(2_000);
    expect(rebuffers).toBe(0);

    // Two frames before a boundary, Chromium would settle for the key frame after it if nothing else is loaded.
    const around = boundaries.slice(1).flatMap((boundary) => [boundary + 1.5 / RATE, boundary - 2.5 / RATE]);
    const shown: ShownFrame[] = [];
    for (const seconds of [...around.toReversed(), SECONDS - 0.5 / RATE, 0.5 / RATE])
      shown.push(await player.show(seconds));
    expect(shown.filter((frame) => frameOffset(frame) > 1)).toEqual([]);
    await player.playOut(SECONDS - 0.7);
    const { errors, durationSeconds } = await player.state();
    expect(errors).toEqual([]);
    expect(Math.abs(durationSeconds - SECONDS)).toBeLessThan(0.1);
  },
);
