import type { Page } from 'playwright-core';

/** Every value that a progress bar has shown since the recording started, in order. */
export type RecordedProgress = { shown(): Promise<number[]> };

type Scope = { shownProgress: number[] };

/** Records the values of a progress bar from the DOM, without extra requests. */
export const recordProgress = async (page: Page, name: string): Promise<RecordedProgress> => {
  await page.evaluate((label) => {
    const shown: number[] = [];
    (globalThis as unknown as Scope).shownProgress = shown;
    const read = (): void => {
      const bar = document.querySelector(`[role=progressbar][aria-label="${label}"]`);
      const value = bar ? Number(bar.getAttribute('aria-valuenow')) : undefined;
      if (value !== undefined && value !== shown.at(-1)) shown.push(value);
    };
    read();
    new MutationObserver(read).observe(document.body, { subtree: true, childList: true, attributes: true });
  }, name);
  return { shown: () => page.evaluate(() => (globalThis as unknown as Scope).shownProgress) };
};
