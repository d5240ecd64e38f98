import { stat } from 'node:fs/promises';
import { createClient } from '@media/sdk';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { chooseFiles, uploadRow, waitForUploaded } from './support/library-page.ts';
import { product } from './support/product.ts';
import { openUsage, setLimits, storageOf } from './support/usage-page.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp } from './support/visitor.ts';

const { apiUrl } = product();
const client = createClient({ baseUrl: apiUrl });

let browser: Browser;
let page: Page;
let organizationId: string;
beforeAll(async () => {
  browser = await openBrowser();
  page = (await openVisitor(browser, WIDE)).page;
  const { organizations } = await client.auth.login({ email: await signUp(page), ...CREDENTIALS });
  organizationId = organizations[0]?.id ?? '';
});
afterAll(() => browser.close());

const storage = () => storageOf(page);

test('a full organization is explained on upload and on its page, and freed by deletion', async () => {
  const clip = await makeClip({ seconds: 1 });
  const name = clip.split('/').at(-1) ?? '';
  await chooseFiles(page, clip);
  await waitForUploaded(page, name);
  await setLimits(organizationId, 1);
  await page.reload();
  await chooseFiles(page, clip);
  await uploadRow(page, name).getByText("but the organization's limit is 1 B. Upload a smaller file").waitFor();
  // The file alone would fit.
  await setLimits(organizationId, (await stat(clip)).size);
  await page.reload();
  await chooseFiles(page, clip);
  await uploadRow(page, name).getByText('Delete videos and empty the trash, cancel uploads').waitFor();

  await openUsage(page, organizationId);
  await storage().getByText('Storage is full').waitFor();
  expect(
    await storage()
      .getByText(/^Videos1$/)
      .count(),
  ).toBe(1);
  await expectAccessible(page);

  const { items } = await client.videos.list();
  for (const { id } of items) await client.videos.delete(id, { permanently: true });
  await page.reload();
  await storage()
    .getByText(/^Videos0$/)
    .waitFor();
  await setLimits(organizationId, 1_000_000_000);
  await page.reload();
  await storage().getByText('0 B of 1.00 GB').waitFor();
});

test('usage fits a phone, in both color schemes', async () => {
  await page.setViewportSize(PHONE.viewport);
  await openUsage(page, organizationId);
  await expectNoOverflow(page);
  await expectAccessible(page);
  const sections = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
  expect(sections.slice(0, 4)).toEqual(['Name', 'Members', 'Invitations', 'Roles']);
});
