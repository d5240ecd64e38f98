import { describe, expect, test } from 'vitest';
import { type Conditions, evaluateConditions, evaluateWrite } from './conditions.js';

const MODIFIED = 'Wed, 21 Oct 2026 07:28:00 GMT';
const BEFORE = 'Wed, 21 Oct 2026 07:27:59 GMT';
const object = { etag: 'abc', modifiedAtMs: Date.parse(MODIFIED) + 900 };
const none: Conditions = {
  ifMatch: undefined,
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
  ifUnmodifiedSince: undefined,
};

describe('a read', () => {
  test.each<[string, Partial<Conditions>, string]>([
    ['without conditions goes', {}, 'go'],
    ['that wants this object goes', { ifMatch: '"abc"' }, 'go'],
    ['that wants this object among others goes', { ifMatch: '"x", "abc"' }, 'go'],
    ['that wants another object fails', { ifMatch: '"abd"' }, 'failed'],
    ['that has this object is told so', { ifNoneMatch: '"abc"' }, 'notModified'],
    ['that has this object weakly is told so', { ifNoneMatch: 'W/"abc"' }, 'notModified'],
    ['that has another object goes', { ifNoneMatch: '"abd"' }, 'go'],
    ['for changes since its last second is told that there are none', { ifModifiedSince: MODIFIED }, 'notModified'],
    ['for changes since before goes', { ifModifiedSince: BEFORE }, 'go'],
    ['for no changes since before fails', { ifUnmodifiedSince: BEFORE }, 'failed'],
    ['for no changes since its last second goes', { ifUnmodifiedSince: MODIFIED }, 'go'],
    ['looks at If-Match before If-Unmodified-Since', { ifMatch: '"abc"', ifUnmodifiedSince: BEFORE }, 'go'],
    ['looks at If-None-Match before If-Modified-Since', { ifNoneMatch: '"x"', ifModifiedSince: MODIFIED }, 'go'],
    ['with a date that is none goes', { ifModifiedSince: 'yesterday' }, 'go'],
  ])('%s', (_, conditions, verdict) => expect(evaluateConditions({ ...none, ...conditions }, object)).toBe(verdict));
});

describe('a write', () => {
  test.each<[string, { ifMatch?: string; ifNoneMatch?: string }, string | undefined, string]>([
    ['that must be the first goes when nothing is there', { ifNoneMatch: '*' }, undefined, 'go'],
    ['that must be the first fails when something is there', { ifNoneMatch: '*' }, 'abc', 'failed'],
    ['that replaces a known object goes', { ifMatch: '"abc"' }, 'abc', 'go'],
    ['that replaces a changed object fails', { ifMatch: '"abc"' }, 'abd', 'failed'],
    ['that replaces what is gone finds nothing', { ifMatch: '"abc"' }, undefined, 'absent'],
  ])('%s', (_, conditions, current, verdict) => {
    expect(evaluateWrite({ ifMatch: undefined, ifNoneMatch: undefined, ...conditions }, current)).toBe(verdict);
  });
});
