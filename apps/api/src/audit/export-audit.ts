import type { AuditEntryView } from '@media/contracts';
import type { AuditEntry, AuditPosition } from '@media/database';
import { toAuditEntryView } from './list-audit.js';
import { CSV_HEADER, toCsvRow } from './to-csv-row.js';

/** How entries are written. */
type Format = { type: string; header: string; toRow(entry: AuditEntryView): string };

export const EXPORT_FORMATS: Readonly<Record<'jsonl' | 'csv', Format>> = {
  jsonl: { type: 'application/x-ndjson; charset=utf-8', header: '', toRow: (entry) => `${JSON.stringify(entry)}\n` },
  csv: { type: 'text/csv; charset=utf-8; header=present', header: CSV_HEADER, toRow: toCsvRow },
};

type Source = {
  /** The entries after a place. */
  read(limit: number, after?: AuditPosition): Promise<AuditEntry[]>;
  /** Throws when the client has lost access. */
  checkAccess(): Promise<void>;
};

/** Few enough to keep in memory for every client that exports. */
const PAGE = 500;

/**
 * The text of a log, page by page. A page is read when the client has taken the one before, so neither memory nor a connection to the
 * database is kept for slow clients.
 */
export async function* exportAudit(source: Source, { header, toRow }: Format): AsyncGenerator<string> {
  if (header) yield header;
  let after: AuditPosition | undefined;
  for (;;) {
    const page = await source.read(PAGE, after);
    if (page.length > 0) yield page.map((entry) => toRow(toAuditEntryView(entry))).join('');
    after = page.at(-1);
    if (page.length < PAGE) return;
    await source.checkAccess();
  }
}
