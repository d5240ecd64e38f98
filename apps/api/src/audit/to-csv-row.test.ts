import type { AuditEntryView } from '@media/contracts';
import { expect, test } from 'vitest';
import { CSV_HEADER, toCsvRow } from './to-csv-row.js';

const entry = (actorName: string | null): AuditEntryView => ({
  ...{ id: 'e', at: '2026-01-31T12:00:00.000Z', action: 'video.deleted', metadata: { count: 2 } },
  actor: { type: 'user', id: 'u', name: actorName },
  targets: [{ type: 'video', id: 'v', name: 'Rome, "day" 1' }],
  context: { ip: '203.0.113.7', userAgent: null, requestId: 'r' },
});

/** The field with the name of the actor. */
const nameField = (name: string): string => toCsvRow(entry(name)).split('"u",')[1]?.split(',"[')[0] ?? '';

test('a row has a field for each column of the header, in quotes', () => {
  expect(CSV_HEADER).toBe(
    '"id","at","action","actorType","actorId","actorName","targets","ip","userAgent","requestId","metadata"\r\n',
  );
  expect(toCsvRow(entry('Ada'))).toBe(
    '"e","2026-01-31T12:00:00.000Z","video.deleted","user","u","Ada",' +
      '"[{""type"":""video"",""id"":""v"",""name"":""Rome, \\""day\\"" 1""}]","203.0.113.7","","r","{""count"":2}"\r\n',
  );
});

test('quotes, commas and line breaks stay inside their field', () => {
  expect(nameField('a "b", c\r\nd')).toBe('"a ""b"", c\r\nd"');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n1', '  =1', '\uFF1D1', '=cmd|"/c calc"!A1'])(
  '%j is text for a spreadsheet, not a formula',
  (name) => {
    expect(nameField(name)).toBe(`"'${name.replaceAll('"', '""')}"`);
  },
);

test.each([
  ['a;=1+1', "a;'=1+1"],
  [';=1+1', ";'=1+1"],
  [`a"; =cmd|'/c calc'!A1;b`, `a"";' =cmd|'/c calc'!A1;b`],
  ['a;"=1+1"', `a;'""=1+1""`],
  ['a\r\n=1', "a\r\n'=1"],
  ['a\t\uFF1D1', "a\t'\uFF1D1"],
])('%j starts no formula for a spreadsheet with another separator', (name, field) => {
  expect(nameField(name)).toBe(`"${field}"`);
});

test.each(['Ada', 'a; b', 'a=b', '1-2', "'quoted", 'ada@example.org', ''])('%j stays as it is', (name) => {
  expect(nameField(name)).toBe(`"${name}"`);
});
