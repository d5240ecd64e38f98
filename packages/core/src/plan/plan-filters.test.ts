import { expect, test } from 'vitest';
import { type FilterFacts, planFilters } from './plan-filters.js';

const LARGE = { width: 1280, height: 720 };
const SMALL = { width: 640, height: 360 };

const kindsOf = (facts: FilterFacts) => planFilters(facts, [LARGE]).sized[0]?.map(({ kind }) => kind);

test('an ordinary source is scaled to each size, without shared filters', () => {
  const rest = [{ kind: 'squarePixels' }, { kind: 'pixelFormat', format: 'yuv420p' }];
  expect(planFilters({}, [LARGE, SMALL])).toEqual({
    shared: [],
    sized: [
      [{ kind: 'scale', ...LARGE }, ...rest],
      [{ kind: 'scale', ...SMALL }, ...rest],
    ],
  });
});

test('an interlaced source is deinterlaced once for all sizes', () => {
  const { shared, sized } = planFilters({ deinterlace: true }, [LARGE, SMALL]);
  expect(shared).toEqual([{ kind: 'deinterlace' }]);
  expect(sized).toEqual(planFilters({}, [LARGE, SMALL]).sized);
});

test('HDR is tone-mapped after scaling, and RGB makes no difference then', () => {
  expect(kindsOf({ hdr: 'pq' })).toEqual(['scale', 'toneMap', 'squarePixels', 'pixelFormat']);
  expect(planFilters({ hdr: 'hlg', fromRgb: true }, [LARGE])).toEqual(planFilters({ hdr: 'hlg' }, [LARGE]));
});

test('RGB is converted with an explicit matrix, and the result is tagged with it', () => {
  expect(planFilters({ fromRgb: true }, [SMALL]).sized[0]?.at(0)).toEqual({ kind: 'scale', ...SMALL, matrix: 'bt709' });
  expect(kindsOf({ fromRgb: true })).toEqual(['scale', 'pixelFormat', 'squarePixels', 'tagColors']);
});
