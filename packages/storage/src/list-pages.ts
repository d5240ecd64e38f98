import { AppError } from '@media/core';
import { callStore } from './call-store.js';
import type { StoreDeps } from './clients.js';
import type { Operation } from './storage-errors.js';

/** `next` is undefined on the last page. */
export type Page<Item, Marker> = { items: Item[]; next: Marker | undefined };

type List<Item, Marker> = {
  operation: Operation;
  /** More pages than any sensible store would need. */
  maxPages: number;
  fetchPage(marker: Marker | undefined, signal: AbortSignal): Promise<Page<Item, Marker>>;
};

/**
 * Reads a list page by page. @throws STORAGE_UNAVAILABLE if the list doesn't advance, has too many pages or takes longer than
 * `workMs`: it must neither loop forever nor pass for complete.
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
    const page = await callStore(deps, { ...operation, deadlineMs }, (signal) => fetchPage(marker, signal));
    yield* page.items;
    if (!page.next) return;
    marker = page.next;
    const position = JSON.stringify(marker);
    if (position === '{}' || seen.has(position) || pages >= maxPages) {
      const { operation: name, key } = operation;
      throw new AppError('STORAGE_UNAVAILABLE', {
        operation: name,
        key,
        pages,
        marker,
        reason: 'the list does not end',
      });
    }
    seen.add(position);
  }
}
