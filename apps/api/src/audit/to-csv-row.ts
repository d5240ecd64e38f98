import type { AuditEntryView } from '@media/contracts';

const COLUMNS: Readonly<Record<string, (entry: AuditEntryView) => string | null>> = {
  id: ({ id }) => id,
  at: ({ at }) => at,
  action: ({ action }) => action,
  actorType: ({ actor }) => actor.type,
  actorId: ({ actor }) => actor.id,
  actorName: ({ actor }) => actor.name,
  targets: ({ targets }) => JSON.stringify(targets),
  ip: ({ context }) => context.ip,
  userAgent: ({ context }) => context.userAgent,
  requestId: ({ context }) => context.requestId,
  metadata: ({ metadata }) => JSON.stringify(metadata),
};

const SIGNS = '[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20]';
/** Spreadsheets take a field that starts like this for a formula, also after white space or in full width. */
const FORMULA = new RegExp(`^\\s*${SIGNS}|^[\\t\\r\\n]`);
/**
 * Where a spreadsheet whose separator is another one starts a field: Excel uses the semicolon in most of Europe. It then ignores the quotes
 * of all fields but the first.
 */
const INNER_FORMULA = new RegExp(`([;|]|(?<=[^])[\\t\\r\\n])(?=[ "']*${SIGNS})`, 'g');

/** RFC 4180 2.7: quotes inside a quoted field are doubled. An apostrophe makes spreadsheets show a formula as text. */
const toField = (value: string | null): string => {
  const text = (value ?? '').replace(INNER_FORMULA, "$1'");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** RFC 4180 2.1: lines end in CRLF. */
const toLine = (fields: readonly (string | null)[]): string => `${fields.map(toField).join(',')}\r\n`;

export const CSV_HEADER = toLine(Object.keys(COLUMNS));

export const toCsvRow = (entry: AuditEntryView): string => toLine(Object.values(COLUMNS).map((read) => read(entry)));
