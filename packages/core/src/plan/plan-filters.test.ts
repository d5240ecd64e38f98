import { expect, test } from 'vitest';
import type { SourceColors } from './decide-colors.js';
import { videoStream } from './plan.fixture.js';
import { type FilterFacts, filterFacts, planFilters } from './plan-filters.js';

const LARGE = { width: 1280, height: 720 };
const SMALL = { width: 640, height: 360 };
const STANDARD: SourceColors = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' };
const TAG = { kind: 'tagColors', primaries: 'bt709', transfer: 'bt709' };
const REST = [{ kind: 'squarePixels' }, { kind: 'pixelFormat', format: 'yuv420p' }, TAG];

const ofColors = (changes: Partial<SourceColors>, facts: Partial<FilterFacts> = {}) =>
  planFilters({ ...facts, colors: { ...STANDARD, ...changes } }, [SMALL]).sized[0];

test('an ordinary source is scaled to each size and tagged, without shared filters', () => {
  expect(planFilters({ colors: STANDARD }, [LARGE, SMALL])).toEqual({
    shared: [],
    sized: [
      [{ kind: 'scale', ...LARGE }, ...REST],
      [{ kind: 'scale', ...SMALL }, ...REST],
    ],
  });
});

test('an interlaced source is deinterlaced once for all sizes, and transparent pixels get their black before scaling', () => {
  const { shared, sized } = planFilters({ deinterlace: { first: 'top' }, alpha: 'yuv', colors: STANDARD }, [
    LARGE,
    SMALL,
  ]);
  expect(shared).toEqual([
    { kind: 'deinterlace', first: 'top' },
    { kind: 'flatten', alpha: 'yuv' },
  ]);
  expect(sized).toEqual(planFilters({ colors: STANDARD }, [LARGE, SMALL]).sized);
});

test('frames that differ in shape get the size of the largest rendition before anything else', () => {
  const spans = [{ fromSeconds: 0, sampleAspectRatio: { num: 16, den: 15 }, rotation: 0 }];
  const fit = (byField: boolean) => ({ kind: 'fit', ...LARGE, byField, spans });
  expect(planFilters({ refit: spans, colors: STANDARD }, [LARGE, SMALL]).shared).toEqual([fit(false)]);
  const { shared } = planFilters({ refit: spans, deinterlace: {}, colors: STANDARD }, [LARGE, SMALL]);
  expect(shared).toEqual([fit(true), { kind: 'deinterlace' }]);
});

test('frames of some sizes are converted to BT.709 where they get their common size', () => {
  const bt601Sizes = [{ width: 720, height: 576 }];
  const { shared } = planFilters({ refit: [], colors: { ...STANDARD, bt601Sizes } }, [LARGE]);
  expect(shared).toEqual([{ kind: 'fit', ...LARGE, byField: false, spans: [], bt601Sizes }]);
});

test.each<[string, Partial<SourceColors>, { matrix: SourceColors['matrix']; fullRange: boolean }]>([
  ['BT.601', { matrix: 'bt601' }, { matrix: 'bt601', fullRange: false }],
  ['full range', { fullRange: true }, { matrix: 'bt709', fullRange: true }],
  ['RGB', { matrix: 'rgb' }, { matrix: 'rgb', fullRange: false }],
])('%s is converted by the scaler', (_, colors, from) => {
  expect(ofColors(colors)).toEqual([{ kind: 'scale', ...SMALL, from }, ...REST]);
});

test('primaries and transfer functions close to BT.709 are kept and tagged', () => {
  const kept = { primaries: 'smpte170m', transfer: 'iec61966-2-1' };
  expect(ofColors({ matrix: 'bt601', ...kept })?.at(-1)).toEqual({ ...TAG, ...kept });
});

test.each<[string, Partial<SourceColors>, object]>([
  ['wide primaries', { matrix: 'bt2020nc', wide: 'bt2020' }, { matrix: 'bt2020nc', primaries: 'bt2020' }],
  ['wide primaries in RGB', { matrix: 'rgb', wide: 'smpte432' }, { primaries: 'smpte432' }],
  ['a matrix that the scaler does not know', { matrix: 'ycgco' }, { matrix: 'ycgco', primaries: 'bt709' }],
])('%s are converted after scaling, and the result is BT.709', (_, colors, from) => {
  const narrow = { kind: 'narrowColors', fullRange: false, transfer: 'bt709', ...from };
  expect(ofColors(colors)).toEqual([{ kind: 'scale', ...SMALL }, narrow, ...REST]);
});

test.each([
  ['ycgco', true],
  ['bt2020c', true],
  ['bt709', undefined],
  ['gbr', undefined],
  [undefined, undefined],
])('frames that declare %s lose that if the scaler refuses it', (colorSpace, unscalable) => {
  const facts = filterFacts(videoStream({ ...(colorSpace !== undefined && { colorSpace }) }));
  expect(facts.unscalable).toBe(unscalable);
  const [first] = planFilters(facts, [LARGE]).shared;
  expect(first?.kind === 'dropMatrix').toBe(unscalable === true);
});

test('HDR is tone-mapped after scaling, whatever its primaries', () => {
  const hdr = { transfer: 'hlg', peakNits: 1000 } as const;
  const toneMap = { kind: 'toneMap', ...hdr, matrix: 'bt2020nc', fullRange: true };
  const colors = { hdr, wide: 'bt2020', matrix: 'bt2020nc', fullRange: true } as const;
  expect(ofColors(colors)).toEqual([{ kind: 'scale', ...SMALL }, toneMap, ...REST]);
});

test.each([
  ['yuv420p', undefined],
  ['yuva444p12le', 'yuv'],
  ['ya8', 'yuv'],
  ['bgra', 'rgb'],
  ['gbrap16le', 'rgb'],
  ['pal8', 'rgb'],
])('frames of %s have alpha in %s', (pixelFormat, alpha) => {
  expect(filterFacts(videoStream({ pixelFormat })).alpha).toBe(alpha);
});
