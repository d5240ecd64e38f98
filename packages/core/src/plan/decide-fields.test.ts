import { expect, test } from 'vitest';
import { type Deinterlacing, decideFields } from './decide-fields.js';
import type { FieldSample } from './source-probe.js';

const sample = (changes: Partial<FieldSample>): FieldSample => ({
  ...{ marked: 0, topFirst: 0, bottomFirst: 0, progressive: 0, frames: 40 },
  ...changes,
});

test.each<[string, boolean, FieldSample | undefined, Deinterlacing | undefined]>([
  ['ordinary video', false, sample({ progressive: 38 }), undefined],
  ['still video', false, sample({}), undefined],
  ['a few unclear frames', false, sample({ progressive: 20, topFirst: 12 }), undefined],
  ['combs that nothing marks', false, sample({ bottomFirst: 38 }), { first: 'bottom', all: true, perField: true }],
  [
    'frames that only decoders mark',
    false,
    sample({ marked: 40, topFirst: 40 }),
    { first: 'top', all: true, perField: true },
  ],
  [
    'a mark with the wrong field first',
    true,
    sample({ marked: 40, bottomFirst: 36 }),
    { first: 'bottom', all: true, perField: true },
  ],
  ['marked video that is still', true, sample({ marked: 40, topFirst: 2, bottomFirst: 1 }), {}],
  ['progressive video in marked frames', true, sample({ marked: 40, progressive: 40 }), {}],
  ['telecined film', true, sample({ marked: 40, topFirst: 16, progressive: 24 }), {}],
  ['some motion', true, sample({ marked: 40, topFirst: 14, progressive: 2 }), { all: true, perField: true }],
  ['a mark alone', true, undefined, {}],
  ['no sample', false, undefined, undefined],
])('deinterlacing of %s', (_, marked, found, expected) => {
  expect(decideFields(marked, found)).toEqual(expected);
});
