import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { linkSentTo, mailsTo } from './support/mails.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, submitCredentials, type Visitor } from './support/visitor.ts';

const { webUrl } = product();
const NEW_PASSWORD = 'battery horse staple';
const UNKNOWN = `${crypto.randomUUID()}@example.org`;
/** The form to sign in, which continues to the page that was requested. */
const CONTINUES_TO_ACCOUNT = '**/sign-in?next=%2Faccount';
const SENT = "If an account with this address exists, we've sent a link";

let browser: Browser;
/** Signed in from the start. */
let desk: Visitor;
/** Signed out until the password is reset there. */
let phone: Visitor;
let email: string;
let resetLink: string;

beforeAll(async () => {
  browser = await openBrowser();
  [desk, phone] = [await openVisitor(browser, WIDE), await openVisitor(browser, PHONE)];
  email = await signUp(desk.page);
});
afterAll(() => browser.close());

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const expectGone = async (page: Page): Promise<void> => {
  await heading(page, 'This link no longer works').waitFor();
  await expectFitsBothWidths(page);
};
/** Requests a link and returns what the page says. */
const requestReset = async (address: string): Promise<string | null> => {
  const { page } = phone;
  await page.getByRole('textbox', { name: 'Email' }).fill(address);
  await page.getByRole('button', { name: 'Send link' }).click();
  await heading(page, 'Check your email').waitFor();
  return page.getByText(SENT).textContent();
};
const setPassword = async ({ page }: Visitor, password: string): Promise<void> => {
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Set new password' }).click();
};

test('the link from signing up confirms the address, and says so when it is opened again', async () => {
  const { page } = desk;
  const link = await linkSentTo(email, 'Confirm your email address');
  expect(link).toContain(`${webUrl}/verify-email#`);
  await page.goto(`${webUrl}/account`);
  const section = page.getByRole('region', { name: 'Email address' });
  await section.getByText('Not confirmed', { exact: true }).waitFor();
  await page.goto(link);
  await heading(page, 'Email address confirmed').waitFor();
  await page.getByRole('main').getByText(email).waitFor();
  await expectFitsBothWidths(page);

  await page.reload();
  await expectGone(page);
  await page.getByRole('link', { name: 'Open account page' }).click();
  await section.getByText('Confirmed', { exact: true }).waitFor();
});

test('a confirmation link that was used or is incomplete tells a signed-out visitor to sign in for a new one', async () => {
  const { page } = phone;
  await page.goto(await linkSentTo(email, 'Confirm your email address'));
  await expectGone(page);
  await page.goto(`${webUrl}/verify-email`);
  await expectGone(page);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.waitForURL(CONTINUES_TO_ACCOUNT);
});

test('a forgotten password gets the same response for a known and an unknown address', async () => {
  const { page } = phone;
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await heading(page, 'Forgot your password?').waitFor();
  await page.getByRole('link', { name: 'Back to sign in' }).click();
  await page.waitForURL(CONTINUES_TO_ACCOUNT);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await heading(page, 'Forgot your password?').waitFor();
  await page.getByRole('button', { name: 'Send link' }).click();
  await page.getByText('Enter your email address.').waitFor();
  await expectFitsBothWidths(page);
  const unknown = await requestReset(UNKNOWN);
  await page.getByRole('button', { name: 'Send another link' }).click();
  expect(await requestReset(email)).toBe(unknown);
  await expectFitsBothWidths(page);

  resetLink = await linkSentTo(email, 'Reset your password');
  expect(resetLink).toContain(`${webUrl}/reset-password#`);
  expect(mailsTo(UNKNOWN)).toEqual([]);
});

test('the link sets a new password, which ends all sessions and replaces the old one, and leads to the page that was requested', async () => {
  const { page } = phone;
  await page.goto(resetLink);
  await heading(page, 'Choose a new password').waitFor();
  await expectFitsBothWidths(page);
  await setPassword(phone, 'short');
  await page.getByText('Too short: add 3 more characters.').waitFor();
  await setPassword(phone, 'password123');
  await page.getByText('This is one of the 10,000 most common passwords.').waitFor();
  await expectFitsBothWidths(page);
  await setPassword(phone, NEW_PASSWORD);
  await heading(page, 'Password changed').waitFor();
  await expectFitsBothWidths(page);
  await desk.page.goto(`${webUrl}/account`);
  await desk.page.waitForURL('**/sign-in**');

  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await page.waitForURL(CONTINUES_TO_ACCOUNT);
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(CREDENTIALS.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('The email address or password is wrong.').waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/account');
});

test('a reset link works once, and says where to get another one', async () => {
  const { page } = phone;
  await page.goto(resetLink);
  await setPassword(phone, 'another horse battery');
  await expectGone(page);
  await page.getByRole('link', { name: 'Request a new link' }).click();
  await page.waitForURL('**/forgot-password');
  await page.goto(`${webUrl}/reset-password`);
  await expectGone(page);
});

test('a password that is reset while signed in there ends that session, too', async () => {
  const { page } = phone;
  await page.goto(`${webUrl}/forgot-password`);
  await requestReset(email);
  await expect.poll(() => linkSentTo(email, 'Reset your password')).not.toBe(resetLink);
  await page.goto(await linkSentTo(email, 'Reset your password'));
  await setPassword(phone, NEW_PASSWORD);
  await heading(page, 'Password changed').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await submitCredentials(page, 'Sign in', email, NEW_PASSWORD);
});

test('a new address takes effect when its link is opened, even where nobody is signed in', async () => {
  const { page } = phone;
  const next = `${crypto.randomUUID()}@example.org`;
  const section = page.getByRole('region', { name: 'Email address' });
  await page.goto(`${webUrl}/account`);
  const send = async (password: string): Promise<void> => {
    await section.getByRole('textbox', { name: 'New email address' }).fill(next);
    await section.getByLabel('Password', { exact: true }).fill(password);
    await section.getByRole('button', { name: 'Send link' }).click();
  };
  await send('not my password');
  await section.getByText('The current password is wrong.').waitFor();
  await expectFitsBothWidths(page);
  await send(NEW_PASSWORD);
  await section.getByText(`We've sent a link to ${next}. Your address changes when you open it.`).waitFor();
  await section.getByText(email, { exact: true }).waitFor();
  await expectFitsBothWidths(page);

  await desk.page.goto(`${webUrl}/account`);
  await desk.page.waitForURL(CONTINUES_TO_ACCOUNT);
  await desk.page.goto(await linkSentTo(next, 'Confirm your email address'));
  await heading(desk.page, 'Email address confirmed').waitFor();
  await desk.page.getByRole('main').getByText(next).waitFor();
  await desk.page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await desk.page.waitForURL(CONTINUES_TO_ACCOUNT);
  await desk.page.getByRole('textbox', { name: 'Email' }).fill(next);
  await desk.page.getByRole('textbox', { name: 'Password' }).fill(NEW_PASSWORD);
  await desk.page.getByRole('button', { name: 'Sign in' }).click();
  await desk.page.waitForURL('**/account');
  await page.reload();
  await section.getByText(next, { exact: true }).waitFor();
  expect([...desk.errors, ...phone.errors]).toEqual([]);
});
