import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { chooseFiles } from './support/library-page.ts';
import { type PausedEncoders, pauseEncoders } from './support/pause-encoders.ts';
import { product, useOwnProduct } from './support/product.ts';
import { type ProcessingState, recordProcessingState } from './support/record-processing-state.ts';
import { WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

/** At least the weight of fetch and probe. Progress above this requires an encoding step. */
const MAX_PERCENT_BEFORE_ENCODING = 10;
const MAX_GAP_PX = 160;

useOwnProduct();

let browser: Browser;
let visitor: Visitor;
let page: Page;
let encoders: PausedEncoders | undefined;

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, WIDE);
  ({ page } = visitor);
  await signUp(page);
});
afterAll(async () => {
  encoders?.[Symbol.dispose]();
  await browser.close();
});

const header = () => page.locator('header').filter({ has: page.getByRole('heading', { level: 1 }) });
const status = (text: string) => header().getByText(text, { exact: true });
const panel = () => page.getByRole('region', { name: 'Processing' });
const result = () => page.getByRole('region', { name: 'Source and outputs' });
const processAgain = async (recipe: string): Promise<void> => {
  await page.getByRole('button', { name: 'Process again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Process again' });
  await dialog.getByRole('radio', { name: recipe }).check({ force: true });
  await dialog.getByRole('button', { name: 'Process again' }).click();
  await dialog.waitFor({ state: 'hidden' });
};

const expectFinishedStepsCollapsed = async (): Promise<void> => {
  const finished = panel().getByText('Fetch source');
  expect(await finished.isVisible()).toBe(false);
  await panel().getByText('Completed steps').click();
  await finished.waitFor();
};

/** The player's column and the side column end at about the same height. */
const expectNoGap = async (): Promise<void> => {
  const bottomOf = async (column: Locator): Promise<number> => {
    const box = await column.boundingBox();
    return box ? box.y + box.height : Number.NaN;
  };
  const gap = async () => {
    const side = await bottomOf(panel());
    return Math.abs(side - (await bottomOf(header())));
  };
  // The player has its size only once it is loaded.
  await expect.poll(gap).toBeLessThan(MAX_GAP_PX);
};

/** Status, percent and steps agree at every moment, and progress only rises. */
const expectConsistent = (states: readonly ProcessingState[]): void => {
  let highest = 0;
  for (const { status: shown, percent, steps } of states) {
    if (steps.includes('running')) expect([shown, steps]).toEqual(['Processing', steps]);
    if (percent === undefined) continue;
    expect(percent).toBeGreaterThanOrEqual(highest);
    highest = percent;
    // Only fetch and probe have started.
    if (steps.length > 0 && steps.slice(2).every((state) => state === 'waiting'))
      expect([percent <= MAX_PERCENT_BEFORE_ENCODING, percent, steps]).toEqual([true, percent, steps]);
  }
};

test('status, percent and steps of a video agree at every moment of processing', async () => {
  await chooseFiles(page, await makeClip({ seconds: 24, size: '640x360' }));
  await page.getByRole('region', { name: 'Videos' }).getByRole('listitem').getByRole('link').first().click();
  await page.waitForURL(/\/videos\/[^/]+$/);
  await header().waitFor();
  const states = await recordProcessingState(page);
  await status('Completed').waitFor();
  const shown = await states.shown();
  expect(shown.some(({ steps }) => steps.includes('running'))).toBe(true);
  expectConsistent(shown);
});

test('a canceled reprocess leaves the outputs as they were and shows no failure', async () => {
  // The status arrives before the outputs: a new page shows both.
  await page.reload();
  await status('Completed').waitFor();
  await page.getByRole('tab', { name: 'Processing' }).click();
  await result().waitFor();
  const before = await result().textContent();
  encoders = pauseEncoders(product().dataDir);
  const states = await recordProcessingState(page);
  await processAgain('compress');
  await panel().locator('li[data-state=running]').getByText('Encode video').waitFor();
  await status('Processing').waitFor();
  expect(await result().textContent()).toBe(before);
  await expectNoGap();
  await expectFinishedStepsCollapsed();
  await page.getByRole('button', { name: 'Cancel processing' }).click();
  await status('Completed').waitFor();
  expectConsistent(await states.shown());
  const cancelled = page.getByRole('region', { name: 'Latest run (canceled)' });
  await cancelled.waitFor();
  expect(await result().textContent()).toBe(before);
  expect(await page.getByRole('main').textContent()).not.toMatch(/fail|could not/i);
  await page.locator('video').waitFor();
  await expectAccessible(page);
  await expectNoOverflow(page);
  encoders[Symbol.dispose]();
  await page.getByRole('link', { name: 'All videos' }).first().click();
  await page
    .getByRole('region', { name: 'Videos' })
    .getByRole('listitem')
    .getByText('Completed', { exact: true })
    .waitFor();
});

test('the video can then be processed again and shows the new outputs', async () => {
  await page.goBack();
  await status('Completed').waitFor();
  const states = await recordProcessingState(page);
  await processAgain('compress');
  await status('Processing').waitFor();
  await status('Completed').waitFor();
  expectConsistent(await states.shown());
  await page.getByRole('region', { name: 'Steps' }).getByText('Output preset: Compress').waitFor();
  expect(await page.getByRole('region', { name: 'Earlier run (canceled)' }).count()).toBe(1);
  expect(visitor.errors).toEqual([]);
});
