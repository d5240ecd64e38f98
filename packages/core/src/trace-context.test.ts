import { expect, test } from 'vitest';
import { formatTraceparent, newTraceContext, parseTraceparent } from './trace-context.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT_ID = '00f067aa0ba902b7';
const HEADER = `00-${TRACE_ID}-${PARENT_ID}-01`;

test('a header of version 00 is parsed and formatted without a change', () => {
  expect(parseTraceparent(HEADER)).toEqual({ traceId: TRACE_ID, parentId: PARENT_ID, flags: '01' });
  expect(formatTraceparent({ traceId: TRACE_ID, parentId: PARENT_ID, flags: '01' })).toBe(HEADER);
});

test('the fields of version 00 are parsed from a header of a later version', () => {
  expect(parseTraceparent(`cc-${TRACE_ID}-${PARENT_ID}-01`)?.traceId).toBe(TRACE_ID);
  expect(parseTraceparent(`cc-${TRACE_ID}-${PARENT_ID}-01-what-the-future-brings`)?.traceId).toBe(TRACE_ID);
});

test("flags that the specification doesn't define are dropped", () => {
  expect(parseTraceparent(`00-${TRACE_ID}-${PARENT_ID}-ff`)?.flags).toBe('03');
  expect(parseTraceparent(`00-${TRACE_ID}-${PARENT_ID}-04`)?.flags).toBe('00');
});

test.each([
  ['no header', undefined],
  ['no stored header', null],
  ['an empty header', ''],
  ['version ff', `ff-${TRACE_ID}-${PARENT_ID}-01`],
  ['a trace id of zeros', `00-${'0'.repeat(32)}-${PARENT_ID}-01`],
  ['a parent id of zeros', `00-${TRACE_ID}-${'0'.repeat(16)}-01`],
  ['upper case', HEADER.toUpperCase()],
  ['a short trace id', `00-${TRACE_ID.slice(1)}-${PARENT_ID}-01`],
  ['a long parent id', `00-${TRACE_ID}-${PARENT_ID}a-01`],
  ['no flags', `00-${TRACE_ID}-${PARENT_ID}`],
  ['additional fields in version 00', `${HEADER}-more`],
  ['additional fields of a later version without a hyphen', `cc-${TRACE_ID}-${PARENT_ID}-01.more`],
  ['two headers in one', `${HEADER}, ${HEADER}`],
  ['spaces', ` ${HEADER}`],
  ['a line break at the end', `${HEADER}\n`],
])('%s is invalid', (_what, header) => {
  expect(parseTraceparent(header)).toBeUndefined();
});

test('a new trace is valid, even if the random source returns zeros', () => {
  const draws = ['0'.repeat(32), TRACE_ID, '0'.repeat(16), PARENT_ID];
  const context = newTraceContext(() => draws.shift() ?? '');
  expect(parseTraceparent(formatTraceparent(context))).toEqual({ ...context, traceId: TRACE_ID, parentId: PARENT_ID });
});
