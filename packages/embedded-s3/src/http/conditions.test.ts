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
    ['without conditions proceeds', {}, 'proceed'],
    ['with If-Match of this object proceeds', { ifMatch: '"abc"' }, 'proceed'],
    ['with If-Match of several, including this object, proceeds', { ifMatch: '"x", "abc"' }, 'proceed'],
    ['with If-Match of another object fails', { ifMatch: '"abd"' }, 'failed'],
    ['with If-None-Match of this object is not modified', { ifNoneMatch: '"abc"' }, 'notModified'],
    ['with a weak If-None-Match of this object is not modified', { ifNoneMatch: 'W/"abc"' }, 'notModified'],
    ['with If-None-Match of another object proceeds', { ifNoneMatch: '"abd"' }, 'proceed'],
    ['with If-Modified-Since of the same second is not modified', { ifModifiedSince: MODIFIED }, 'notModified'],
    ['with an earlier If-Modified-Since proceeds', { ifModifiedSince: BEFORE }, 'proceed'],
    ['with an earlier If-Unmodified-Since fails', { ifUnmodifiedSince: BEFORE }, 'failed'],
    ['with If-Unmodified-Since of the same second proceeds', { ifUnmodifiedSince: MODIFIED }, 'proceed'],
    ['prefers If-Match to If-Unmodified-Since', { ifMatch: '"abc"', ifUnmodifiedSince: BEFORE }, 'proceed'],
    ['prefers If-None-Match to If-Modified-Since', { ifNoneMatch: '"x"', ifModifiedSince: MODIFIED }, 'proceed'],
    ['ignores an invalid date', { ifModifiedSince: 'yesterday' }, 'proceed'],
  ])('%s', (_, conditions, verdict) => expect(evaluateConditions({ ...none, ...conditions }, object)).toBe(verdict));
});

describe('a write', () => {
  test.each<[string, { ifMatch?: string; ifNoneMatch?: string }, string | undefined, string]>([
    ['with If-None-Match: * proceeds if there is no object', { ifNoneMatch: '*' }, undefined, 'proceed'],
    ['with If-None-Match: * fails if there is an object', { ifNoneMatch: '*' }, 'abc', 'failed'],
    ['with If-Match of the current object proceeds', { ifMatch: '"abc"' }, 'abc', 'proceed'],
    ['with If-Match of another object fails', { ifMatch: '"abc"' }, 'abd', 'failed'],
    ['with If-Match is absent if there is no object', { ifMatch: '"abc"' }, undefined, 'absent'],
  ])('%s', (_, conditions, current, verdict) => {
    expect(evaluateWrite({ ifMatch: undefined, ifNoneMatch: undefined, ...conditions }, current)).toBe(verdict);
  });
});
