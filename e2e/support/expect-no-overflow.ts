import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Expects no horizontal scrolling. The failure lists the elements that overflow. */
export const expectNoOverflow = async (page: Page): Promise<void> => {
  const { content, shown, culprits } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const overflowing = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth,
    );
    return {
      content: scrollWidth,
      shown: clientWidth,
      culprits: overflowing.map(
        ({ tagName, className, textContent }) => `${tagName} ${className} ${textContent?.slice(0, 40)}`,
      ),
    };
  });
  expect(content, culprits.join('\n')).toBeLessThanOrEqual(shown);
};
