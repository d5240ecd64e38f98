import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Nothing is wider than the window: nobody has to scroll sideways. Names what is, else one would have to search for it. */
export const expectNoOverflow = async (page: Page): Promise<void> => {
  const { content, shown, beyond } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const reaching = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth,
    );
    return {
      content: scrollWidth,
      shown: clientWidth,
      beyond: reaching.map(
        ({ tagName, className, textContent }) => `${tagName} ${className} ${textContent?.slice(0, 40)}`,
      ),
    };
  });
  expect(content, beyond.join('\n')).toBeLessThanOrEqual(shown);
};
