import { expect, test } from 'vitest';
import { initials } from './initials';

test.each([
  ['Ada Lovelace', 'AL'],
  ['ada', 'A'],
  ['  Jean   Luc  Picard ', 'JL'],
  ['ada@example.org', 'A'],
  ['élodie öberg', 'ÉÖ'],
  ['𝒳 y', '𝒳Y'],
])('%j is shown as %j', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
