import { expect, test } from 'vitest';
import { askedDetails, declaredDetails } from './stored-details.js';

const recipe = { name: 'phone', heights: [360], outputs: ['mp4'] };

test.each([
  [null, {}],
  [
    { title: 'Holiday', recipe, metadata: { a: 'b' } },
    { title: 'Holiday', recipe, metadata: { a: 'b' } },
  ],
  [{ recipe: 'compress' }, { recipe: 'compress' }],
  [
    { title: 'two\nlines', recipe: { ...recipe, name: '\u202ephone' } },
    { title: 'two lines', recipe },
  ],
  [{ title: '\u200b', recipe: { ...recipe, name: '\u200b' } }, { recipe: { ...recipe, name: 'custom' } }],
])('details stored as %j are read as %j', (stored, details) => {
  expect(declaredDetails({ videoDetails: stored })).toEqual(details);
  expect(askedDetails({ askedDetails: stored })).toEqual(details);
});
