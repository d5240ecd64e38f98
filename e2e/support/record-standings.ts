import type { Page } from 'playwright-core';

/** What the page of a video shows at one moment: its status, its percent and the states of its steps. */
export type Standing = { status: string; percent: number | undefined; steps: string[] };

/** What it has shown, in order, from now until it is asked for the last time. */
export type RecordedStandings = { shown(): Promise<Standing[]> };

type Scope = { shownStandings: Standing[] };

/** Writes down every standing that the open page of a video shows, without asking anybody for it. */
export const recordStandings = async (page: Page): Promise<RecordedStandings> => {
  await page.evaluate(() => {
    const shown: Standing[] = [];
    (globalThis as unknown as Scope).shownStandings = shown;
    const read = (): void => {
      const header = document.querySelector('h1')?.closest('header');
      const panel = document.querySelector('section[aria-label="Processing"]');
      const bar = panel?.querySelector('[role=progressbar]');
      const standing = {
        status: header?.querySelector('[class*="Badge-label"]')?.textContent ?? '',
        percent: bar ? Number(bar.getAttribute('aria-valuenow')) : undefined,
        steps: [...(panel?.querySelectorAll('li') ?? [])].map((step) => step.getAttribute('data-state') ?? ''),
      };
      if (JSON.stringify(standing) !== JSON.stringify(shown.at(-1))) shown.push(standing);
    };
    read();
    new MutationObserver(read).observe(document.body, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    });
  });
  return { shown: () => page.evaluate(() => (globalThis as unknown as Scope).shownStandings) };
};
