import type { Page } from 'playwright-core';

/** What a video page shows at a given moment. */
export type ProcessingState = { status: string; percent: number | undefined; steps: string[] };

/** Every state that the page has shown so far, in order. */
export type RecordedStates = { shown(): Promise<ProcessingState[]> };

type Scope = { shownStates: ProcessingState[] };

/** Records the states of an open video page from its DOM, without extra requests. */
export const recordProcessingState = async (page: Page): Promise<RecordedStates> => {
  await page.evaluate(() => {
    const shown: ProcessingState[] = [];
    (globalThis as unknown as Scope).shownStates = shown;
    const read = (): void => {
      const header = document.querySelector('h1')?.closest('header');
      const panel = document.querySelector('section[aria-label="Processing"]');
      const bar = panel?.querySelector('[role=progressbar]');
      const state = {
        status: header?.querySelector('[class*="Badge-label"]')?.textContent ?? '',
        percent: bar ? Number(bar.getAttribute('aria-valuenow')) : undefined,
        steps: [...(panel?.querySelectorAll('li') ?? [])].map((step) => step.getAttribute('data-state') ?? ''),
      };
      if (JSON.stringify(state) !== JSON.stringify(shown.at(-1))) shown.push(state);
    };
    read();
    new MutationObserver(read).observe(document.body, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    });
  });
  return { shown: () => page.evaluate(() => (globalThis as unknown as Scope).shownStates) };
};
