import { expect, it } from 'vitest';
import { audioStream } from './plan.fixture.js';
import { planDuration } from './plan-duration.js';

const track = { streamIndex: 1, originSeconds: 10_800 };
const source = (durationMs: number, endSeconds?: number) => ({
  durationMs,
  audios: [audioStream(endSeconds === undefined ? {} : { endSeconds })],
});
const video = { durationMs: 6000 };

it('is measured from the first to the last moment of a recording that begins at three hours', () => {
  expect(planDuration(source(10_806_000, 10_806), video, [track])).toBe(6000);
  expect(planDuration(source(10_806_000, 10_809.5), video, [track])).toBe(9500);
  expect(planDuration(source(10_806_000, 10_806), undefined, [track])).toBe(6000);
});

it('is the declared one if that is confirmed or nothing was measured', () => {
  expect(planDuration(source(6013, 10_806.021), video, [track])).toBe(6013);
  expect(planDuration(source(7000), video, [track])).toBe(7000);
  expect(planDuration(source(7000), undefined, [track])).toBe(7000);
});

it('is where a file that was cut ends', () => {
  expect(planDuration(source(3008, 10_802.08), undefined, [track])).toBe(2080);
});

it('is that of the video alone if there is no audio', () => {
  expect(planDuration(source(10_806_000), video, [])).toBe(6000);
});
