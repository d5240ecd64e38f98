import { createClient } from '@media/sdk';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { joinOrganization } from './support/join-organization.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp } from './support/visitor.ts';

const { webUrl, apiUrl } = product();

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Signs up a user and opens the page of their personal organization. */
const openOwn = async (screen: typeof WIDE): Promise<{ page: Page; errors: readonly string[]; email: string }> => {
  const { page, errors } = await openVisitor(browser, screen);
  const email = await signUp(page);
  const client = createClient({ baseUrl: apiUrl });
  const { organizations } = await client.auth.login({ email, ...CREDENTIALS });
  await page.goto(`${webUrl}/organizations/${organizations[0]?.id}`);
  return { page, errors, email };
};

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const shownKey = (page: Page) => page.getByRole('textbox', { name: 'API key' });
const isAccepted = async (apiKey: string): Promise<boolean> =>
  createClient({ baseUrl: apiUrl, apiKey })
    .videos.list()
    .then(
      () => true,
      () => false,
    );

test.each([
  ['a wide screen', WIDE],
  ['a phone', PHONE],
])('on %s, a key is created, shown once, used, rotated and revoked', async (_, screen) => {
  const { page, errors } = await openOwn(screen);
  await page.getByText('No keys yet.').waitFor();
  await button(page, 'Create API key').click();
  const dialog = page.getByRole('dialog', { name: 'New API key' });
  await dialog.getByRole('button', { name: 'Create API key' }).click();
  await dialog.getByText('Enter a name').waitFor();
  await dialog.getByText('Choose at least one').waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Nightly import');
  await dialog.getByRole('checkbox', { name: 'Watch videos' }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create API key' }).click();
  const key = await shownKey(page).inputValue();
  expect(await isAccepted(key)).toBe(true);
  await button(page, 'Copy API key').waitFor();
  await page.keyboard.press('Escape');
  expect(await shownKey(page).inputValue()).toBe(key);
  // All of it can be read and selected.
  expect(await shownKey(page).evaluate((field) => field.scrollHeight <= field.clientHeight)).toBe(true);
  await expectAccessible(page);
  await button(page, 'Done').click();
  await shownKey(page).waitFor({ state: 'detached' });

  await page.getByText(`${key.slice(0, 11)}…`).waitFor();
  expect(await page.content()).not.toContain(key);
  await button(page, 'Create API key').click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await button(page, 'Rotate Nightly import').click();
  await page.getByText('A new key replaces this one and can do the same. It expires at the same time.').waitFor();
  await page.getByRole('combobox', { name: 'When the old key stops working' }).selectOption('Immediately');
  await button(page, 'Rotate').click();
  const next = await shownKey(page).inputValue();
  expect([await isAccepted(key), await isAccepted(next)]).toEqual([false, true]);
  await button(page, 'Done').click();

  await button(page, 'Revoke Nightly import').click();
  await button(page, 'Revoke').click();
  await page.getByText('Nightly import is revoked.').waitFor();
  expect(await isAccepted(next)).toBe(false);
  await page.getByText('Ended').nth(1).waitFor();
  await expectNoOverflow(page);
  await expectAccessible(page);
  expect(errors).toEqual([]);
  await page.context().close();
});

test('members who can’t manage keys see none', async () => {
  const { page, email } = await openOwn(WIDE);
  const [owner, member] = [createClient({ baseUrl: apiUrl }), createClient({ baseUrl: apiUrl })];
  await owner.auth.register({ email: `${crypto.randomUUID()}@example.org`, ...CREDENTIALS });
  const team = await owner.organizations.create({ name: 'Team' });
  await joinOrganization((await member.auth.login({ email, ...CREDENTIALS })).id, team.id, 'editor');
  await page.goto(`${webUrl}/organizations/${team.id}`);
  await page.getByText('Only owners and admins can change roles.').waitFor();
  expect(await page.getByRole('heading', { name: 'API keys' }).count()).toBe(0);
  await page.context().close();
});
