import { describe, expect, test } from 'vitest';
import { checkDecodedAudio, checkDecodedFrames, checkReferences, parseFrameList } from './check-decoded.js';
import { decodeArgs } from './decode-args.js';

const frames = (times: number[]) => times.map((pts) => ({ pts, duration: 512 }));
const regular = (count: number, first = 1024) => Array.from({ length: count }, (_, at) => first + at * 512);
const boundary = {
  segments: [
    { start: 0, samples: 4 },
    { start: 2048, samples: 9 },
  ],
  frames: 6,
  frameTicks: 512,
};

test('the list of decoded frames is parsed without its header', () => {
  const text = '#software: Lavf\n#tb 0: 1/12800\n0,       1024,       1536,      512,      472, 0x41b115aa\n';
  expect(parseFrameList(text)).toEqual([{ pts: 1536, duration: 512 }]);
});

test('frames that are spaced as planned across the boundary pass, whatever offset the demuxer adds', () => {
  expect(checkDecodedFrames(frames(regular(6)), boundary)).toBeUndefined();
  expect(checkDecodedFrames(frames(regular(6, 999)), boundary)).toBeUndefined();
});

test('a missing, shifted or late frame is found', () => {
  expect(checkDecodedFrames(frames(regular(5)), boundary)).toBe('decoded 5 of 6 frames');
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = regular(6);
  expect(checkDecodedFrames(frames([a, b, c + 5, d, e, f]), boundary)).toBe('frame 2 is not spaced as planned');
  expect(checkDecodedFrames(frames([a, b, c, d, e + 512, f + 512]), boundary)).toBe(
    'frame 4 is not at the start of its segment',
  );
});

test('variable frame times must increase, and each segment must start on time', () => {
  const { frameTicks: _, ...variable } = boundary;
  expect(checkDecodedFrames(frames([0, 7, 1000, 1100, 2048, 2050]), variable)).toBeUndefined();
  expect(checkDecodedFrames(frames([0, 7, 7, 1100, 2048, 2050]), variable)).toBe('frame 2 is not spaced as planned');
});

describe('if only reference frames were decoded', () => {
  const look = (places: number[], frames = 10) =>
    checkReferences(
      places.map((place) => ({ pts: 1024 + place * 512, duration: 512 })),
      { frames, frameTicks: 512 },
    );

  test('they are at frame positions up to the end', () => {
    expect(look([0, 1, 4, 6, 9])).toBeUndefined();
    expect(look([0, 1, 4, 6])).toBeUndefined();
    const variable = [0, 7, 1000].map((pts) => ({ pts, duration: 9 }));
    expect(checkReferences(variable, { frames: 5 })).toBeUndefined();
  });

  test.each([
    ['none', [], 10, 'decoded 0 of 10 frames'],
    ['too many', [0, 1, 2], 2, 'decoded 3 of 2 frames'],
    ['one between two positions', [0, 1.5, 4], 10, 'reference frame 1 is not spaced as planned'],
    ['one after the end', [0, 4, 10], 10, 'reference frame 3 is not spaced as planned'],
    ['none in the second half', [0, 4, 9, 14], 40, 'reference frame 4 is not spaced as planned'],
    ['a gap', [0, 4, 30, 38], 40, 'reference frame 2 is not spaced as planned'],
  ])('%s is found', (_, places, frames, expected) => expect(look(places, frames)).toBe(expected));
});

test('audio can lack the encoder delay, but nothing else', () => {
  const audio = (count: number) => Array.from({ length: count }, (_, at) => ({ pts: at * 1024, duration: 1024 }));
  expect(checkDecodedAudio(audio(187), 188 * 1024)).toBeUndefined();
  expect(checkDecodedAudio(audio(180), 188 * 1024)).toBe('decoded 184320 of 192512 samples');
  expect(checkDecodedAudio([...audio(100), ...audio(88)], 188 * 1024)).toBe('audio has a gap after 100 frames');
});

test('several files are decoded in parallel, each with its own list', () => {
  const video = {
    kind: 'video',
    path: '/w/0.mp4',
    list: '/w/0.txt',
    timescale: 12_800,
    frames: 8,
    strict: true,
  } as const;
  const audio = {
    kind: 'audio',
    path: '/w/1.mp4',
    list: '/w/1.txt',
    timescale: 48_000,
    frames: 100,
    strict: false,
  } as const;
  expect(decodeArgs([{ ...video, referencesOnly: true }])).toContain('noref');
  const argv = decodeArgs([video, audio]);
  expect(argv).not.toContain('noref');
  expect(argv.filter((argument) => argument.startsWith('file:'))).toEqual([
    ...['file:/w/0.mp4', 'file:/w/1.mp4', 'file:/w/0.txt', 'file:/w/1.txt'],
  ]);
  expect(argv.filter((argument) => argument === '-err_detect')).toHaveLength(1);
  expect(argv.slice(argv.indexOf('-map'))).toEqual([
    ...['-map', '0:v:0', '-frames:v', '8', '-fps_mode', 'passthrough', '-enc_time_base', '1/12800'],
    ...['-c:v', 'wrapped_avframe', '-f', 'framecrc', 'file:/w/0.txt'],
    ...['-map', '1:a:0', '-c:a', 'pcm_s16le', '-f', 'framecrc', 'file:/w/1.txt'],
  ]);
});
