import { AppError } from '@media/core';
import { calling } from './calling.js';
import type { StoreDeps } from './clients.js';
import type { Operation } from './storage-errors.js';

/** One answer of a list, and where the next one begins; undefined on the last. */
export type Page<Item, Marker> = { items: Item[]; next: Marker | undefined };

type List<Item, Marker> = {
  operation: Operation;
  /** No store has a reason to answer in more pages than this. */
  maxPages: number;
  fetchPage(marker: Marker | undefined, signal: AbortSignal): Promise<Page<Item, Marker>>;
};

/**
 * Reads a list page by page. A store whose list does not advance, has too many pages or takes longer than `workMs` is
 * STORAGE_UNAVAILABLE: such a list must neither go on for ever nor be taken for whole.
 */
export async function* listPages<Item, Marker extends object>(
  deps: Pick<StoreDeps, 'limits'>,
  { operation, maxPages, fetchPage }: List<Item, Marker>,
): AsyncGenerator<Item, void, undefined> {
  const endsAt = performance.now() + deps.limits.workMs;
  const seen = new Set<string>();
  let marker: Marker | undefined;
  for (let pages = 1; ; pages += 1) {
    const deadlineMs = Math.ceil(Math.max(0, Math.min(deps.limits.callMs, endsAt - performance.now())));
    const page = await calling(deps, { ...operation, deadlineMs }, (signal) => fetchPage(marker, signal));
    yield* page.items;
    if (!page.next) return;
    marker = page.next;
    const place = JSON.stringify(marker);
    if (place === '{}' || seen.has(place) || pages >= maxPages) {
      const { operation: name, key } = operation;
      throw new AppError('STORAGE_UNAVAILABLE', { operation: name, key, pages, marker, reason: 'the list has no end' });
    }
    seen.add(place);
  }
}
