import { createClient } from '@media/sdk';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { product, useOwnProduct } from './support/product.ts';
import { runSql } from './support/product-database.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, submitCredentials, type Visitor } from './support/visitor.ts';

// With a mail server, addresses have to be confirmed. This one can't be reached.
useOwnProduct({ REGISTRATION: 'closed', SMTP_URL: 'smtp://127.0.0.1:1' });

const email = `${crypto.randomUUID()}@example.org`;

let browser: Browser;
let visitor: Visitor;
let organizationId: string;
/** A link for somebody without an account. */
let invitation: string;
beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, WIDE);
  const { organizations } = await createClient({ baseUrl: product().apiUrl }).auth.register({ email, ...CREDENTIALS });
  organizationId = organizations[0]?.id ?? '';
});
afterAll(() => browser.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

test('a server with closed registration offers only to sign in', async () => {
  const { page } = visitor;
  await page.goto(product().webUrl);
  await page.getByText("This server doesn't accept new accounts.").waitFor();
  expect(await page.getByRole('link', { name: 'Sign up' }).count()).toBe(0);
  await expectFitsBothWidths(page);
  await page.goto(`${product().webUrl}/sign-up`);
  await heading(page, 'Sign-up is closed').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await expectFitsBothWidths(page);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await heading(page, 'Sign in').waitFor();
  await submitCredentials(page, 'Sign in', email);
});

test('an owner who invites before confirming their address is told so, gets the link, and sends the same invitation after', async () => {
  const { page } = visitor;
  await page.goto(`${product().webUrl}/organizations/${organizationId}`);
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const dialog = page.getByRole('dialog', { name: /^Invite someone/ });
  await dialog.getByRole('textbox', { name: 'Email' }).fill('grace@example.org');
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption('Editor');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog.getByText('Confirm your email address first').waitFor();
  await dialog.getByRole('button', { name: 'Send verification email' }).click();
  await dialog.getByText('Enter your password.').waitFor();
  await expectFitsBothWidths(page);
  await dialog.getByLabel('Your password').fill('not my password');
  await dialog.getByRole('button', { name: 'Send verification email' }).click();
  await dialog.getByText('The current password is wrong.').waitFor();
  await dialog.getByLabel('Your password').fill(CREDENTIALS.password);
  await dialog.getByRole('button', { name: 'Send verification email' }).click();
  await dialog.getByText(`We've sent another link to ${email}.`).waitFor();
  await expectFitsBothWidths(page);

  // The email isn't delivered, so nobody can open its link.
  await runSql('UPDATE "user" SET email_verified_at = now() WHERE email = $1', [email]);
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await dialog.getByText('The link has been sent to grace@example.org.').waitFor();
  invitation = await dialog.getByRole('textbox', { name: 'Invitation link' }).inputValue();
});

test('whoever is invited but has no account is told that the server accepts none, instead of being sent to a form', async () => {
  const { page, errors } = await openVisitor(browser, PHONE);
  await page.goto(invitation);
  await page.getByText("This server doesn't accept new accounts. If you don't have an account yet").waitFor();
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
  expect(await page.getByRole('link', { name: 'Sign up' }).count()).toBe(0);
  await expectFitsBothWidths(page);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.waitForURL('**/sign-in?next=%2Finvitations#*');
  expect([...visitor.errors, ...errors]).toEqual([]);
});
