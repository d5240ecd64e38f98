import { expect, test } from 'vitest';
import { oddExpectation } from './odd-expectation.ts';
import type { OddInput } from './odd-manifest.ts';

const FACTS = { seconds: 3, frames: 75, width: 320, height: 180, audios: [''] };
const SECONDS = [0, 1, 2];

const source = (changed: Partial<typeof FACTS> = {}, rate = 25) => ({
  frames: Array.from({ length: changed.frames ?? FACTS.frames }, (_, frame) => ({
    ...{ seconds: frame / rate, patches: new Uint8Array() },
  })),
  measured: { ...FACTS, combed: 0.4, lufs: -20, peak: 0.7, ...changed },
  marks: { flashes: SECONDS, beeps: SECONDS },
});

const input = (changed: Partial<OddInput> = {}): OddInput => ({
  ...{ name: 'one.mkv', file: '/one.mkv', fault: 'none', container: 'matroska', video: 'h264', audio: 'aac' },
  ...{ channels: 2, expected: { seconds: 3, flashes: SECONDS, beeps: SECONDS } },
  ...changed,
});

test('a file without faults shows what is measured in it, without a warning', () => {
  const wanted = oddExpectation(input(), source());
  expect(wanted).toMatchObject({ ...FACTS, framesAllowed: [75], flashes: SECONDS, beeps: SECONDS });
  expect(wanted.minPeak).toBeCloseTo(0.42);
  expect(wanted).not.toHaveProperty('warningsAllowed');
});

test('marks are where they are in the source, unless some are missing there', () => {
  const marks = { flashes: [0, 1, 2.04], beeps: [1, 2] };
  expect(oddExpectation(input(), { ...source(), marks })).toMatchObject({ flashes: [0, 1, 2.04], beeps: SECONDS });
});

test('the marks of reordered frames in AVI are at full seconds, whatever ffmpeg makes of them', () => {
  const late = { ...source(), marks: { flashes: [0.08, 1.08, 2.08], beeps: SECONDS } };
  const wanted = oddExpectation(input({ container: 'avi', video: 'h264-b' }), late);
  expect(wanted.flashes).toEqual(SECONDS);
});

test('two joined files play one after another', () => {
  const wanted = oddExpectation(input({ fault: 'restart', container: 'mpegts' }), source({ seconds: 3.1 }));
  expect(wanted).toMatchObject({ seconds: 6.2, framesAllowed: [150], beeps: [0, 1, 2, 3.1, 4.1, 5.1] });
  expect(wanted.warningsAllowed).toContain('TIME_RESTARTS');
});

test('only the first of two joined Ogg files with video plays', () => {
  const wanted = oddExpectation(input({ fault: 'restart', container: 'ogg' }), source());
  expect(wanted).toMatchObject({ seconds: 3, framesAllowed: [75], flashes: SECONDS });
});

test('interlaced video is shown by frames or fields, and never combed', () => {
  expect(oddExpectation(input({ video: 'mpeg2-tff' }), source())).toMatchObject({
    ...{ framesAllowed: [75, 150], combed: 0 },
  });
});

test('a flash in the first frame begins with the audio, like the frame', () => {
  const late = { ...source(), frames: [{ seconds: 0.06, patches: new Uint8Array() }] };
  const marks = { flashes: [0.06, 1.06, 2.06], beeps: SECONDS };
  expect(oddExpectation(input(), { ...late, marks })).toMatchObject({ flashes: [0, 1.06, 2.06], beeps: SECONDS });
});

test('priming before both tracks is cut off, but not a part of one of them', () => {
  const colors = [{ seconds: 1.128, patches: new Uint8Array() }];
  const primed = { ...source(), marks: { flashes: [0.128, 1.128, 2.128], beeps: [0.13, 1.13, 2.13] } };
  const wanted = oddExpectation(input(), { ...primed, measured: { ...primed.measured, colors } });
  const rounded = (times: readonly number[] = []) => times.map((time) => Number(time.toFixed(3)));
  expect([wanted.flashes, wanted.beeps, wanted.colors?.map(({ seconds }) => seconds)].map(rounded)).toEqual([
    [0, 1, 2],
    [0.002, 1.002, 2.002],
    [1],
  ]);
  const late = { ...source(), marks: { flashes: [0.128, 1.128, 2.128], beeps: SECONDS } };
  expect(oddExpectation(input(), late)).toMatchObject({ flashes: [0.128, 1.128, 2.128], beeps: SECONDS });
});

test('video alone begins with its first frame, and so do both tracks of a file that was cut', () => {
  const colors = [{ seconds: 1.06, patches: new Uint8Array() }];
  const first = { seconds: 0.06, patches: new Uint8Array() };
  const marks = { flashes: [0.06, 1.06, 2.06], beeps: [0.06, 1.06, 2.06] };
  const late = { ...source(), frames: [first], measured: { ...source().measured, colors }, marks };
  const { audio, channels, ...silent } = input();
  const wanted = [oddExpectation(silent, late), oddExpectation(input({ fault: 'truncated', expected: {} }), late)];
  for (const { colors = [] } of wanted) expect(colors.map(({ seconds }) => seconds)).toEqual([1]);
});

test('rates above the limit are halved', () => {
  const fast = source({ frames: 301 }, 100);
  expect(oddExpectation(input(), fast).framesAllowed).toEqual([150, 151]);
  expect(oddExpectation(input({ video: 'h264-tff' }), fast).framesAllowed).toEqual([150, 151]);
});

test('a rate above the limit that varies becomes a grid at half of the usual rate', () => {
  const { frames, ...facts } = source({ frames: 240 }, 100);
  const slowed = frames.map((frame, index) => ({ ...frame, seconds: frame.seconds + Math.floor(index / 4) / 100 }));
  const wanted = oddExpectation(input({ fault: 'variableRate' }), { ...facts, frames: slowed });
  expect(wanted.framesAllowed).toEqual([120, 149, 150]);
});

test('the last frame of a halved rate is repeated until the audio ends', () => {
  const early = input({ fault: 'earlyVideoEnd' });
  expect(oddExpectation(early, source({ frames: 180, seconds: 3.15 }, 120)).framesAllowed).toEqual([189]);
  expect(oddExpectation(early, source({ frames: 38, seconds: 3.15 })).framesAllowed).toEqual([38]);
});

test('the end of a file that was cut is not exact', () => {
  const { framesAllowed = [], warningsAllowed } = oddExpectation(input({ fault: 'truncated', expected: {} }), source());
  expect([framesAllowed[0], framesAllowed.at(-1)]).toEqual([72, 78]);
  // The last packet is cut, too.
  for (const code of ['SOURCE_TRUNCATED', 'AUDIO_LOST']) expect(warningsAllowed).toContain(code);
  const fast = oddExpectation(input({ fault: 'truncated', expected: {} }), source({ frames: 218 }, 100));
  expect(fast.framesAllowed).toEqual([107, 108, 109, 110, 111]);
});

test('surround sound is mixed down, so its peak is not that of the source', () => {
  const wanted = oddExpectation(input({ channels: 6 }), source());
  expect(wanted).toMatchObject({ minPeak: 0.3, warningsAllowed: 'AUDIO_LAYOUT_GUESSED' });
  expect(wanted).not.toHaveProperty('peak');
});
