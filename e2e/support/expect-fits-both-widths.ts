import type { Page } from 'playwright-core';
import { expectAccessible } from './axe.ts';
import { expectNoOverflow } from './expect-no-overflow.ts';
import { PHONE, WIDE } from './viewports.ts';

/** Expects an accessible page without horizontal scrolling on a wide screen and a phone. */
export const expectFitsBothWidths = async (page: Page): Promise<void> => {
  const size = page.viewportSize();
  for (const { viewport } of [WIDE, PHONE]) {
    await page.setViewportSize(viewport);
    await expectAccessible(page);
    await expectNoOverflow(page);
  }
  if (size) await page.setViewportSize(size);
};
