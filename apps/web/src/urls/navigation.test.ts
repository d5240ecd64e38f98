import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const NAVIGATES = /\b(?:router\.(?:push|replace)|location\.(?:assign|replace)|window\.open|redirect)\(\s*([^\s(,)]+)/g;
/** A string literal, a URL that was validated, or a page of ours. */
const IS_SAFE = /^(?:'[^']*'|sameSitePath|fileUrl|nextPage|signInFor|signInUrl|organizationPage)$/;

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path),
);

test('pages navigate only to literal or validated URLs', () => {
  const found = sources.flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    const targets = [...text.matchAll(NAVIGATES)].map((match) => match[1] ?? '');
    const unsafe = targets.filter((target) => !IS_SAFE.test(target));
    const assigns = text.match(/\blocation(?:\.href)?\s*=(?!=)/) ? ['an assignment to location'] : [];
    return [...unsafe, ...assigns].map((target) => `${path}: ${target}`);
  });
  expect(found).toEqual([]);
});
