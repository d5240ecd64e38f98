import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Nothing is wider than the window: nobody has to scroll sideways. */
export const expectNoOverflow = async (page: Page): Promise<void> => {
  const { content, shown } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(shown);
};
