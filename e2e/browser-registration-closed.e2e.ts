import { createClient } from '@media/sdk';
import { openBrowser } from '@media/testkit/browser';
import { expect, onTestFinished, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { product, useOwnProduct } from './support/product.ts';
import { WIDE } from './support/viewports.ts';
import { openVisitor } from './support/visitor.ts';

useOwnProduct({ REGISTRATION: 'closed' });

test('a server with closed registration offers only to sign in', async () => {
  const { webUrl, apiUrl } = product();
  const owner = createClient({ baseUrl: apiUrl });
  await owner.auth.register({ email: `${crypto.randomUUID()}@example.org`, ...CREDENTIALS });
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const { page, errors } = await openVisitor(browser, WIDE);
  await page.goto(webUrl);
  await page.getByText("This server doesn't accept new accounts.").waitFor();
  expect(await page.getByRole('link', { name: 'Sign up' }).count()).toBe(0);
  await expectFitsBothWidths(page);
  await page.goto(`${webUrl}/sign-up`);
  await page.getByRole('heading', { level: 1, name: 'Sign-up is closed' }).waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await expectFitsBothWidths(page);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(errors).toEqual([]);
});
