import { createClient } from '@media/sdk';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { product, useOwnProduct } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

useOwnProduct({ REGISTRATION: 'invitation' });

let browser: Browser;
let visitor: Visitor;
/** The address of the first account. */
let owner: string;
const invited = `${crypto.randomUUID()}@example.org`;
beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, PHONE);
});
afterAll(() => browser.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const signUpLinks = (page: Page) => page.getByRole('link', { name: 'Sign up' }).count();
const invite = async (): Promise<string> => {
  const client = createClient({ baseUrl: product().apiUrl });
  const { organizations } = await client.auth.login({ email: owner, ...CREDENTIALS });
  return (await client.organizations.invite(organizations[0]?.id ?? '', { email: invited, role: 'editor' })).url;
};

test('on a new server, the start page offers to sign up, and the first visitor does', async () => {
  const first = await openVisitor(browser, WIDE);
  await first.page.goto(product().webUrl);
  expect(await signUpLinks(first.page)).toBeGreaterThan(0);
  owner = await signUp(first.page);
});

test('from then on, the start page and the sign-up page say that an invitation is needed', async () => {
  const { page } = visitor;
  await expect
    .poll(async () => {
      await page.goto(product().webUrl);
      return signUpLinks(page);
    })
    .toBe(0);
  await page.getByText('New accounts are by invitation only.').waitFor();
  await expectFitsBothWidths(page);
  await page.goto(`${product().webUrl}/sign-up`);
  await heading(page, 'Sign up by invitation').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await expectFitsBothWidths(page);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await heading(page, 'Sign in').waitFor();
  expect(await page.getByRole('main').getByRole('link', { name: 'Sign up' }).count()).toBe(0);
});

test('a link that no longer works says so instead of showing the form', async () => {
  const { page } = visitor;
  const url = new URL(await invite());
  // A new invitation replaces it.
  await invite();
  await page.goto(`${product().webUrl}/sign-up?next=%2Finvitations${url.hash}`);
  await heading(page, 'This invitation is no longer valid').waitFor();
  await expectFitsBothWidths(page);
});

test('an invited visitor signs up with the address of the invitation, and joins', async () => {
  const { page } = visitor;
  await page.goto(await invite());
  await page.getByRole('main').getByRole('link', { name: 'Sign up' }).click();
  const email = page.getByRole('textbox', { name: 'Email' });
  await expect.poll(() => email.inputValue()).toBe(invited);
  expect(await email.isEditable()).toBe(false);
  await expectFitsBothWidths(page);
  await page.getByRole('textbox', { name: 'Password' }).fill(CREDENTIALS.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('button', { name: `Join ${owner}` }).click();
  await page.waitForURL('**/videos');
  await expect.poll(() => page.getByRole('combobox', { name: 'Organization' }).count()).toBe(1);
  expect(visitor.errors).toEqual([]);
});
