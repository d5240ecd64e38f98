import { readFileSync } from 'node:fs';
import { ERROR_CODES, ERRORS } from '@media/core';
import { expect, test } from 'vitest';
import { HTTP_STATUS } from './problem.js';

const PAGE = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
const ROW = /^\| `(\w+)` \| (\d{3}) \| (yes|no) \| (.+) \|$/gm;

test('docs/errors.md lists all errors of the catalog with their status, retryability, and text', () => {
  const documented = [...PAGE.matchAll(ROW)].map(([, code, status, retryable, text]) => ({
    code,
    status,
    retryable,
    text,
  }));
  const catalog = ERROR_CODES.map((code) => {
    const { kind, retry, text } = ERRORS[code];
    return { code, status: String(HTTP_STATUS[kind]), retryable: retry ? 'yes' : 'no', text };
  });
  const byCode = (a: { code?: string | undefined }, b: { code?: string | undefined }) =>
    String(a.code) < String(b.code) ? -1 : 1;
  expect(documented.sort(byCode)).toEqual(catalog.sort(byCode));
});
