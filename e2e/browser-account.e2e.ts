import { openBrowser } from '@media/testkit/browser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, submitCredentials, type Visitor } from './support/visitor.ts';

const { webUrl } = product();
const NEW_PASSWORD = 'a longer horse battery';

let browser: Browser;
let desk: Visitor;
let phone: Visitor;
let email: string;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openVisitor(browser, WIDE);
  phone = await openVisitor(browser, PHONE);
  email = await signUp(desk.page);
});
afterAll(() => browser.close());

const signIn = async ({ page }: Visitor, password: string = CREDENTIALS.password): Promise<void> => {
  await page.goto(`${webUrl}/sign-in`);
  await submitCredentials(page, 'Sign in', email, password);
};

/** A signed-out page redirects to sign-in on its next request. */
const expectSignedOut = async ({ page }: Visitor): Promise<void> => {
  await page.goto(`${webUrl}/account`);
  await page.waitForURL('**/sign-in**');
};

test('the server redirects visitors to sign-in, which returns to the requested page', async () => {
  const { page } = phone;
  const answer = await fetch(`${webUrl}/videos?q=a%26b`, { redirect: 'manual' });
  expect(answer.status).toBe(307);
  expect(new URL(answer.headers.get('location') ?? '', webUrl).href).toBe(
    `${webUrl}/sign-in?next=%2Fvideos%3Fq%3Da%2526b`,
  );
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  await page.goto(`${webUrl}/account?from=mail#top`);
  await page.waitForURL('**/sign-in?next=%2Faccount%3Ffrom%3Dmail#top');
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(CREDENTIALS.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${webUrl}/account?from=mail#top`);
  // The landing page redirects signed-in users.
  await page.goto(webUrl);
  await page.waitForURL(`${webUrl}/videos`);
  await page.goBack();
  await page.waitForURL(`${webUrl}/account?from=mail#top`);
  await page.getByRole('button', { name: /^Account menu for/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await page.getByRole('heading', { name: 'Upload once. Play on every screen.' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('public pages follow the system setting while they are open, until a color scheme is chosen', async () => {
  const { page } = phone;
  const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(webUrl);
  await page.getByRole('button', { name: 'Appearance' }).waitFor();
  await expect.poll(scheme).toBe('light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(scheme).toBe('dark');
  const other = await phone.context.newPage();
  await other.goto(webUrl);
  await other.evaluate(() => localStorage.setItem('mantine-color-scheme-value', 'light'));
  await expect.poll(scheme).toBe('light');
  await other.evaluate(() => localStorage.removeItem('mantine-color-scheme-value'));
  await expect.poll(scheme).toBe('dark');
  await other.close();
});

test('tabs opened at the same time share one session and stay signed in', async () => {
  const { context } = desk;
  const tabs = await Promise.all([context.newPage(), context.newPage(), context.newPage()]);
  await Promise.all(tabs.map((tab) => tab.goto(`${webUrl}/account`)));
  for (const tab of tabs) await tab.getByRole('heading', { name: 'Account', exact: true }).waitFor();
  await Promise.all(tabs.map((tab) => tab.reload()));
  for (const tab of tabs) await tab.getByRole('heading', { name: 'Account', exact: true }).waitFor();
  for (const tab of tabs) await tab.close();
});

test('a sign-in link to another site goes to the library and sends no request there', async () => {
  const { page, context } = desk;
  const hosts: string[] = [];
  context.on('request', (request) => hosts.push(new URL(request.url()).hostname));
  for (const start of ['/..//', '/%2e%2e//', '/.\\/', '/\t/', '//']) {
    await page.goto(`${webUrl}/sign-in?next=${encodeURIComponent(`${start}evil.invalid/sign-in`)}`);
    await page.waitForURL(`${webUrl}/videos`);
  }
  await page.goto(`${webUrl}/sign-in?next=${encodeURIComponent('/account?from=mail#top')}`);
  await page.waitForURL(`${webUrl}/account?from=mail#top`);
  expect(hosts).not.toContain('evil.invalid');
});

test("scripts on a page can't access the refresh token", async () => {
  const { context, page } = desk;
  const cookies = await context.cookies(webUrl);
  expect(cookies.filter(({ httpOnly }) => httpOnly)).not.toEqual([]);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('eyJ');
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toMatch(/refresh/i);
});

test.each([
  ['a wide screen', () => desk],
  ['a phone', () => phone],
])('on %s, the account page is accessible', async (_, visitor) => {
  const { page } = visitor();
  if (visitor() === phone) await signIn(phone);
  await page.goto(`${webUrl}/account`);
  await page.getByText('This device').waitFor();
  await expectAccessible(page);
  await expectNoOverflow(page);
});

test('a menu whose code failed to load opens when it is pressed again', async () => {
  const { page } = desk;
  await page.goto(`${webUrl}/account`);
  const button = page.getByRole('button', { name: /^Account menu for/ });
  await button.waitFor();
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(request.url()));
  await page.route('**/_next/static/chunks/**', (route) => route.abort());
  await button.click();
  // The bundler's own second attempt has failed too.
  await expect.poll(() => failed.length - new Set(failed).size).toBeGreaterThan(0);
  await page.unroute('**/_next/static/chunks/**');
  await button.click();
  await page.getByRole('menuitem', { name: 'Sign out', exact: true }).waitFor();
  await page.keyboard.press('Escape');
});

test('a saved display name appears in the header', async () => {
  const { page } = desk;
  await page.getByLabel('Display name').fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Account menu for Ada Lovelace' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Account menu for Ada Lovelace' }).waitFor();
});

test('a session signed out from another device ends immediately', async () => {
  const { page } = desk;
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect.poll(() => sessions.getByRole('listitem').count()).toBe(2);
  await sessions.getByRole('button', { name: /^Sign out on Chromium on / }).click();
  await expect.poll(() => sessions.getByRole('listitem').count()).toBe(1);
  await expectSignedOut(phone);
});

test('a wrong password changes nothing, and a new password ends all other sessions', async () => {
  await signIn(phone);
  const { page } = desk;
  await page
    .getByText('Changing it signs you out on all other devices. Playback links that you made stop working.')
    .waitFor();
  await page.getByLabel('Current password').fill('not my password');
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('The current password is wrong.').waitFor();
  await page.getByLabel('Current password').fill(CREDENTIALS.password);
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Password changed.').waitFor();
  await page.reload();
  await page.getByText('This device').waitFor();
  await expectSignedOut(phone);
});

test('signing out everywhere ends all sessions, and no page logged an error', async () => {
  await signIn(phone, NEW_PASSWORD);
  const { page } = desk;
  await page.getByRole('button', { name: /^Account menu for/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign out everywhere?' });
  await dialog.getByText('Playback links that you made stop working.').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  await expectSignedOut(desk);
  await expectSignedOut(phone);
  expect([...desk.errors, ...phone.errors]).toEqual([]);
});
