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

/** Spreadsheets take a field that starts like this for a formula, also after white space or in full width. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

/** RFC 4180 2.7: quotes inside a quoted field are doubled. An apostrophe makes spreadsheets show a formula as text. */
const toField = (value: string | null): string => {
  const text = value ?? '';
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** RFC 4180 2.1: lines end in CRLF. */
const toLine = (fields: readonly (string | null)[]): string => `${fields.map(toField).join(',')}\r\n`;

export const CSV_HEADER = toLine(Object.keys(COLUMNS));

export const toCsvRow = (entry: AuditEntryView): string => toLine(Object.values(COLUMNS).map((read) => read(entry)));
