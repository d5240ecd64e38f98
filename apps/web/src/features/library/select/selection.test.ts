import { expect, test } from 'vitest';
import { extendedTo, NOTHING_SELECTED, toggled } from './selection';

const SHOWN = ['a', 'b', 'c', 'd', 'e'];
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].toSorted();

test('toggling twice deselects', () => {
  const once = toggled(NOTHING_SELECTED, 'a');
  expect(ids(once)).toEqual(['a']);
  expect(ids(toggled(once, 'a'))).toEqual([]);
});

test('a range starts at the last toggled video, goes in both directions, and adds to the selection', () => {
  const start = toggled(toggled(NOTHING_SELECTED, 'a'), 'd');
  expect(ids(extendedTo(start, 'e', SHOWN))).toEqual(['a', 'd', 'e']);
  expect(ids(extendedTo(start, 'b', SHOWN))).toEqual(['a', 'b', 'c', 'd']);
});

test('a range without a visible start selects only the clicked video', () => {
  expect(ids(extendedTo(NOTHING_SELECTED, 'c', SHOWN))).toEqual(['c']);
  expect(ids(extendedTo(toggled(NOTHING_SELECTED, 'gone'), 'c', SHOWN))).toEqual(['c', 'gone']);
});
