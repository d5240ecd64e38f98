import type { Client } from '@media/sdk';
import { makeClip } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audioTracksOf } from './support/audio-tracks.ts';
import { PLAYERS } from './support/player.ts';
import { openPlayerFixture, type PlayerFixture } from './support/player-fixture.ts';
import { product } from './support/product.ts';
import { addText } from './support/text-clip.ts';
import { showTextTrack, waitForCue } from './support/text-tracks.ts';
import { WIDE } from './support/viewports.ts';
import { openVisitor } from './support/visitor.ts';

const SECONDS = 12;
const BOUNDARY_SECONDS = 4;
const ENGLISH_HERTZ = 440;
const GERMAN_HERTZ = 880;

let fixture: PlayerFixture;
let id: string;
let links: Awaited<ReturnType<Client['videos']['playbackToken']>>;
beforeAll(async () => {
  fixture = await openPlayerFixture();
  id = await fixture.upload(addText(await twoLanguages(), { seconds: SECONDS, boundarySeconds: BOUNDARY_SECONDS }));
  await fixture.until(id, 'completed');
  links = await fixture.client.videos.playbackToken(id);
});
afterAll(() => fixture.close());

/** Each language is a different tone. */
const twoLanguages = (): Promise<string> =>
  makeClip({
    ...{ seconds: SECONDS, size: '320x180', rate: 30, container: 'mkv' },
    extra: [
      ...['-map', '0:v', '-map', '1:a', '-map', '1:a', '-filter:a:1', `aeval=0.125*sin(2*PI*${GERMAN_HERTZ}*t):c=same`],
      ...['-metadata:s:a:0', 'language=eng', '-metadata:s:a:0', 'title=English'],
      ...['-metadata:s:a:1', 'language=ger', '-metadata:s:a:1', 'title=Deutsch'],
    ],
  });

test.each([
  ['hls.js', 'hlsUrl'],
  ['shaka-player', 'dashUrl'],
  ['dash.js', 'dashUrl'],
] as const)('%s shows the subtitles of its %s', async (name, link) => {
  await using player = await fixture.open(name);
  await player.load(links[link]);
  await showTextTrack(player.page, 'Untertitel');
  await audioTracksOf(player.page).playFrom(1.2);
  await waitForCue(player.page, 'Guten Abend & mehr');
  expect((await player.state()).errors).toEqual([]);
});

test.each(PLAYERS)(
  '%s lists both languages of its %s and switches between them during playback',
  async (name, link) => {
    await using player = await fixture.open(name);
    await player.load(links[link]);
    const audioTracks = audioTracksOf(player.page);
    const inMenu = async () => (await audioTracks.list()).toSorted((a, b) => (a.language < b.language ? 1 : -1));
    expect(await inMenu()).toEqual([
      { language: 'en', label: 'English', isOn: true },
      { language: 'de', label: 'Deutsch', isOn: false },
    ]);

    const toneDifference = async (hertz: number) => Math.abs((await audioTracks.waitForTone(hertz)) - hertz);
    await audioTracks.startAnalyzer();
    await audioTracks.playFrom(BOUNDARY_SECONDS - 1.5);
    expect(await toneDifference(ENGLISH_HERTZ)).toBeLessThan(10);
    await audioTracks.choose('de');
    expect(await toneDifference(GERMAN_HERTZ)).toBeLessThan(10);
    await audioTracks.playTo(BOUNDARY_SECONDS + 0.7);
    expect(await toneDifference(GERMAN_HERTZ)).toBeLessThan(10);
    expect((await inMenu()).map(({ isOn }) => isOn)).toEqual([false, true]);
    expect((await player.state()).errors).toEqual([]);
  },
);

test('our own player has a menu of both languages and plays the chosen one', async () => {
  const { page, context, errors } = await openVisitor(fixture.browser, WIDE);
  await page.goto(`${product().webUrl}/embed/${id}?token=${links.token}`);
  await page.getByRole('button', { name: 'Audio: English' }).click();
  await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
  await page.getByRole('button', { name: 'Audio: Deutsch' }).waitFor();
  const audioTracks = audioTracksOf(page);
  await audioTracks.startAnalyzer();
  await audioTracks.playFrom(BOUNDARY_SECONDS - 1.5);
  expect(Math.abs((await audioTracks.waitForTone(GERMAN_HERTZ)) - GERMAN_HERTZ)).toBeLessThan(10);
  await page.getByRole('button', { name: 'Audio: Deutsch' }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  expect(Math.abs((await audioTracks.waitForTone(ENGLISH_HERTZ)) - ENGLISH_HERTZ)).toBeLessThan(10);
  expect(errors).toEqual([]);
  await context.close();
});

test('our own player shows captions when the viewer turns them on, by menu or by key', async () => {
  const { page, context, errors } = await openVisitor(fixture.browser, WIDE);
  await page.goto(`${product().webUrl}/embed/${id}?token=${links.token}`);
  await page.getByRole('button', { name: 'Captions: Off' }).click();
  await page.getByRole('menuitemradio', { name: 'Untertitel' }).click();
  await page.getByRole('button', { name: 'Captions: Untertitel' }).waitFor();
  await audioTracksOf(page).playFrom(1.2);
  await waitForCue(page, 'Guten Abend & mehr');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'Captions: Off' }).waitFor();
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'Captions: Untertitel' }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
});
