import { expect, test } from 'vitest';
import { colorWarnings } from './color-warnings.js';
import { decideColors, type SourceColors } from './decide-colors.js';
import { videoStream } from './plan.fixture.js';
import type { ColorSpan, VideoStream } from './source-probe.js';

const HD = { codedWidth: 1920, codedHeight: 1080 };
const PAL = { codedWidth: 720, codedHeight: 576 };
const ULTRA = { matrix: 'bt2020nc', wide: 'bt2020' } as const;
const STANDARD = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' };

test.each<[string, Partial<VideoStream>, Partial<SourceColors>]>([
  ['undeclared high definition', HD, {}],
  ['undeclared 720p', { codedWidth: 1280, codedHeight: 720 }, {}],
  ['undeclared portrait video of a phone', { codedWidth: 720, codedHeight: 1280 }, {}],
  ['undeclared portrait video with 720 lines or more', { codedWidth: 576, codedHeight: 1024 }, {}],
  ['undeclared PAL', PAL, { matrix: 'bt601' }],
  ['undeclared NTSC', { codedWidth: 720, codedHeight: 480 }, { matrix: 'bt601' }],
  ['PAL with the matrix of high definition', { ...PAL, colorSpace: 'bt709' }, {}],
  ['high definition with the matrix of PAL', { ...HD, colorSpace: 'bt470bg' }, { matrix: 'bt601' }],
  ['only the primaries of NTSC', { ...HD, colorPrimaries: 'smpte170m' }, { matrix: 'bt601', primaries: 'smpte170m' }],
  ['an unknown matrix', { ...HD, colorSpace: 'reserved' }, {}],
  ['full range', { ...HD, colorRange: 'pc' }, { fullRange: true }],
  ['the full-range pixel format', { ...HD, pixelFormat: 'yuvj420p' }, { fullRange: true }],
  ['RGB, which has neither matrix nor range', { ...PAL, pixelFormat: 'bgra', colorRange: 'pc' }, { matrix: 'rgb' }],
  ['planar RGB', { pixelFormat: 'gbrp10le', colorSpace: 'gbr' }, { matrix: 'rgb' }],
  ['wide primaries', { ...HD, colorSpace: 'bt2020nc' }, { matrix: 'bt2020nc', wide: 'bt2020' }],
  ['Display P3', { ...HD, colorSpace: 'bt709', colorPrimaries: 'smpte432' }, { wide: 'smpte432' }],
  ['PQ without a matrix', { ...HD, hdr: 'pq' }, { ...ULTRA, hdr: { transfer: 'pq', peakNits: 1000 } }],
  [
    'PQ of a declared peak',
    { ...HD, hdr: 'pq', hdrPeakNits: 4000 },
    { ...ULTRA, hdr: { transfer: 'pq', peakNits: 4000 } },
  ],
  [
    'HLG, which has its own peak',
    { ...HD, hdr: 'hlg', hdrPeakNits: 400 },
    { ...ULTRA, hdr: { transfer: 'hlg', peakNits: 1000 } },
  ],
  ['sRGB', { ...HD, colorTransfer: 'iec61966-2-1' }, { transfer: 'iec61966-2-1' }],
  ['linear light', { ...HD, colorTransfer: 'linear' }, { transfer: 'linear' }],
  ['an unknown transfer function', { ...HD, colorTransfer: 'reserved' }, {}],
])('the colors of %s', (_, changes, expected) => {
  expect(decideColors(videoStream(changes))).toEqual({ ...STANDARD, ...expected });
});

const SHAPE_HD = { ...HD, width: 1920, height: 1080 };
const SHAPE_PAL = { ...PAL, width: 1024, height: 576 };
const MIXED = { matrix: 'bt709', bt601Sizes: [{ width: 720, height: 576 }] } satisfies Partial<SourceColors>;

test.each<[string, Partial<VideoStream>, Partial<SourceColors>]>([
  ['high and standard definition without tags', { ...HD, shapes: [SHAPE_HD, SHAPE_PAL] }, MIXED],
  ['mostly standard definition', { ...PAL, shapes: [SHAPE_PAL, SHAPE_HD] }, MIXED],
  [
    'standard definition first, whose tags become those of the stream',
    {
      ...{ ...HD, colorSpace: 'bt470bg' },
      shapes: [
        { ...SHAPE_HD, colorSpace: 'bt709' },
        { ...SHAPE_PAL, colorSpace: 'bt470bg' },
      ],
    },
    MIXED,
  ],
  [
    'sizes with the same matrix',
    { ...HD, shapes: [SHAPE_HD, { ...SHAPE_PAL, colorPrimaries: 'bt709' }] },
    { matrix: 'bt709' },
  ],
  ['only standard definition', { ...PAL, shapes: [SHAPE_PAL, { ...SHAPE_PAL, width: 768 }] }, { matrix: 'bt601' }],
  [
    'frames that are rotated',
    { ...HD, rotation: 90, shapes: [SHAPE_HD, SHAPE_PAL] },
    { ...MIXED, bt601Sizes: [{ width: 576, height: 720 }] },
  ],
  ['full range', { ...HD, colorRange: 'pc', shapes: [SHAPE_HD, SHAPE_PAL] }, { fullRange: true }],
])('the colors of frames that differ in size: %s', (_, changes, expected) => {
  expect(decideColors(videoStream(changes))).toEqual({ ...STANDARD, ...expected });
});

const spans = (...parts: Partial<ColorSpan>[]): Partial<VideoStream> => ({
  colorSpans: parts.map((part, index) => ({ ...HD, fromSeconds: 10 * index, seconds: 10, ...part })),
});
const HLG: Partial<ColorSpan> = { colorSpace: 'bt2020nc', colorPrimaries: 'bt2020', hdr: 'hlg' };

test('frames whose matrix, range or pixel format change are converted one by one', () => {
  const parts = [{}, { colorSpace: 'smpte170m' }, { colorSpace: 'bt709', colorRange: 'pc' }];
  const video = videoStream(spans(...parts));
  const matrices = ['bt709', 'bt601', 'bt709'];
  expect(decideColors(video)).toEqual({
    ...STANDARD,
    perFrame: matrices.map((matrix, index) => ({ fromSeconds: 10 * index, matrix })),
  });
  expect(colorWarnings(video)).toEqual([]);
});

test('frames in SDR and HDR are all converted like those that are shown for longer, with a warning', () => {
  const video = videoStream(spans({ colorSpace: 'bt709' }, { ...HLG, seconds: 11 }));
  expect(decideColors(video)).toMatchObject({ matrix: 'bt2020nc', hdr: { transfer: 'hlg' } });
  expect(colorWarnings(video)).toEqual([{ code: 'COLORS_CHANGE', kept: 'HDR (HLG)', others: ['standard (BT.709)'] }]);
});

test('HDR whose pixel format changes is no change of colors', () => {
  const video = videoStream(spans({ ...HLG, pixelFormat: 'yuv420p10le' }, { ...HLG, pixelFormat: 'yuv422p10le' }));
  expect(decideColors(video)).toMatchObject({ matrix: 'bt2020nc', hdr: { transfer: 'hlg' } });
  expect(colorWarnings(video)).toEqual([]);
});
