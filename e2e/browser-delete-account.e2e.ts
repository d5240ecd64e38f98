import { type Client, createClient } from '@media/sdk';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { joinOrganization } from './support/join-organization.ts';
import { mailsTo } from './support/mails.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, submitCredentials, type Visitor } from './support/visitor.ts';

const { webUrl, apiUrl } = product();

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Delete your account?' });
const openDialog = async ({ page }: Visitor): Promise<void> => {
  await page.goto(`${webUrl}/account`);
  const section = page.getByRole('region', { name: 'Delete account' });
  await section.getByText('What stays').waitFor();
  await section.getByRole('button', { name: 'Delete account' }).click();
  await dialogOf(page).waitFor();
};
const submit = async (page: Page, password: string = CREDENTIALS.password): Promise<void> => {
  await dialogOf(page).getByRole('textbox', { name: 'Password' }).fill(password);
  await dialogOf(page).getByRole('button', { name: 'Delete account' }).click();
};
const expectDeleted = async ({ page, errors }: Visitor): Promise<void> => {
  await page.getByRole('heading', { level: 1, name: 'Your account was deleted' }).waitFor();
  expect(page.url()).toBe(`${webUrl}/account-deleted`);
  await expectFitsBothWidths(page);
  expect(errors).toEqual([]);
};

test('an account without other organizations is deleted with its password alone, and the address can sign up again', async () => {
  const visitor = await openVisitor(browser, PHONE);
  const { page } = visitor;
  const email = await signUp(page);
  await openDialog(visitor);
  await submit(page, 'wrong password');
  await dialogOf(page).getByText('The current password is wrong. Check it and try again.').waitFor();
  await expectFitsBothWidths(page);
  await submit(page);
  await expectDeleted(visitor);
  await expect
    .poll(() => mailsTo(email))
    .toEqual(expect.arrayContaining([expect.stringContaining('Your account was deleted')]));

  await page.getByRole('link', { name: 'Back to the start page' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(CREDENTIALS.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The email address or password is wrong.').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Sign up' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign up' }).waitFor();
  await submitCredentials(page, 'Sign up', email);
});

/** A user with two organizations of their own. A colleague is an editor in one of them. */
const openOwner = async (): Promise<{ visitor: Visitor; colleague: Client; shared: string }> => {
  const visitor = await openVisitor(browser, WIDE);
  const email = await signUp(visitor.page);
  const [owner, colleague] = [createClient({ baseUrl: apiUrl }), createClient({ baseUrl: apiUrl })];
  await owner.auth.login({ email, ...CREDENTIALS });
  const shared = await owner.organizations.create({ name: 'Acme Films' });
  await owner.organizations.create({ name: 'Side project' });
  const address = `${crypto.randomUUID()}@example.org`;
  const { id } = await colleague.auth.register({ email: address, name: 'Vera', ...CREDENTIALS });
  await joinOrganization(id, shared.id, 'editor');
  return { visitor, colleague, shared: shared.id };
};

test('organizations that only the user owns are handed over or deleted first, each by name', async () => {
  const { visitor, colleague, shared } = await openOwner();
  const { page } = visitor;
  await openDialog(visitor);
  await submit(page);
  const dialog = dialogOf(page);
  await dialog.getByRole('heading', { name: 'First, decide about these 2 organizations' }).waitFor();
  const card = (name: string) => dialog.getByRole('region', { name, exact: true });
  await card('Acme Films').getByText('Make another member an owner, or delete it for everybody.').waitFor();
  await card('Side project').getByText('You are its only member.').waitFor();
  const select = card('Acme Films').getByRole('combobox', { name: 'New owner of Acme Films' });
  await expect.poll(() => select.locator('option').count()).toBe(2);
  await expectFitsBothWidths(page);

  await select.selectOption({ index: 1 });
  await card('Acme Films').getByRole('button', { name: 'Make Vera an owner' }).click();
  await dialog.getByRole('heading', { name: 'First, decide about this organization' }).waitFor();
  await card('Side project').getByRole('button', { name: 'Delete organization' }).click();
  await card('Side project').getByRole('textbox', { name: 'Name of the organization' }).fill('Side project');
  await expectFitsBothWidths(page);
  await card('Side project').getByRole('button', { name: 'Delete organization' }).click();
  await dialog.getByText('You can delete your account now.').waitFor();
  await submit(page);
  await expectDeleted(visitor);
  expect(await colleague.organizations.get(shared)).toMatchObject({ name: 'Acme Films', role: 'owner' });
});

test('canceling keeps the account', async () => {
  const { visitor } = await openOwner();
  const { page } = visitor;
  await openDialog(visitor);
  await submit(page);
  const dialog = dialogOf(page);
  await dialog.getByRole('heading', { name: 'First, decide about these 2 organizations' }).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  const list = page.getByRole('list', { name: 'Organizations' });
  await list.getByRole('link', { name: 'Side project' }).waitFor();
  expect(await list.getByRole('listitem').filter({ hasText: 'Personal' }).count()).toBe(1);
});
