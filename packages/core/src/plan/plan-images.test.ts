import { expect, test } from 'vitest';
import { constantPts, planOf, sourceProbe, videoStream } from './plan.fixture.js';
import { RECIPES } from './recipe.js';

const images = (seconds: number, probe = sourceProbe()) =>
  planOf(constantPts(seconds * 30, { num: 30, den: 1 }), probe);

test('a preview shows scaled-down moments of one second each from the whole video', () => {
  expect(images(60).preview).toEqual({
    ...{ streamIndex: 0, width: 480, height: 270, exact: true },
    colors: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' },
    moments: [6, 21, 36, 51].map((seekSeconds) => ({ seekSeconds, durationSeconds: 1 })),
  });
});

test.each([
  ['too short for separate moments', 6, true, 4],
  ['shorter than a preview', 2, true, 2],
  ['that is not seekable', 60, false, 4],
])('the preview of a video %s is its beginning', (_, seconds, seekable, durationSeconds) => {
  const { preview } = images(seconds, sourceProbe({ seekable }));
  expect(preview?.moments).toEqual([{ seekSeconds: 0, durationSeconds }]);
});

test('if key frames are far apart, moments begin at the key frames before them', () => {
  const every = (seconds: number) => planOf(constantPts(1_800, { num: 30, den: 1 }), sourceProbe(), 30 * seconds);
  expect([every(2), every(12), every(13), every(60)].map(({ preview }) => preview?.exact)).toEqual([
    ...[true, true],
    ...[false, false],
  ]);
});

test('no moment extends past the end of the video', () => {
  for (const seconds of [8, 9, 17, 4_000]) {
    const last = images(seconds).preview?.moments.at(-1);
    expect((last?.seekSeconds ?? seconds) + (last?.durationSeconds ?? 0)).toBeLessThanOrEqual(seconds + 0.2);
  }
});

test('images keep the displayed aspect ratio in even numbers, and are never larger than the video', () => {
  const portrait = images(60, sourceProbe({ video: videoStream({ width: 1080, height: 1920, rotation: 90 }) }));
  expect(portrait).toMatchObject({ poster: { width: 720, height: 1280 }, preview: { width: 270, height: 480 } });
  const small = images(60, sourceProbe({ video: videoStream({ width: 321, height: 181 }) }));
  expect(small).toMatchObject({ poster: { width: 320, height: 180 }, preview: { width: 320, height: 180 } });
});

test('images that a recipe does not request are not planned', () => {
  expect(RECIPES.audio.outputs).not.toContain('preview');
  expect(images(60, sourceProbe({ video: undefined }))).not.toHaveProperty('preview');
});

test('a poster and a preview are made with the same filters as the video', () => {
  const { poster, preview, video } = images(10, sourceProbe({ video: videoStream({ interlaced: true, hdr: 'hlg' }) }));
  const facts = { deinterlace: {}, colors: { hdr: { transfer: 'hlg' }, matrix: 'bt2020nc' } };
  expect([poster, preview, video]).toMatchObject([facts, facts, facts]);
});
