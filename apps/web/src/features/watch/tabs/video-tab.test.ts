import { expect, test } from 'vitest';
import { readVideoTab } from './video-tab';

const tabOf = (query: string) => readVideoTab(new URLSearchParams(query));

test('the address names the open tab', () => {
  expect(tabOf('tab=processing')).toBe('processing');
  expect(tabOf('tab=developers&other=1')).toBe('developers');
});

test.each(['', 'tab=', 'tab=unknown', 'tab=toString', 'tab=Processing'])('“%s” names none', (query) => {
  expect(tabOf(query)).toBeUndefined();
});
