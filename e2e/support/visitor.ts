import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { CREDENTIALS } from './api.ts';
import { logNetwork, type NetworkLog } from './network-log.ts';
import { product } from './product.ts';

/** A user with their own browser context. */
export type Visitor = {
  context: BrowserContext;
  page: Page;
  network: NetworkLog;
  /** Uncaught script errors and violations of the Content Security Policy. */
  errors: readonly string[];
  /** The kinds of dialog that were accepted, such as `beforeunload`. */
  dialogs: readonly string[];
};

/** Only catches hangs. */
export const WAIT_MS = 240_000;

/** Opens a page in a new browser context and records its requests and errors from the start. */
export const openVisitor = async (browser: Browser, screen: BrowserContextOptions): Promise<Visitor> => {
  const context = await browser.newContext({ ...screen, acceptDownloads: true, reducedMotion: 'reduce' });
  context.setDefaultTimeout(WAIT_MS);
  const errors: string[] = [];
  const dialogs: string[] = [];
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('console', (message) => {
    if (/Content.Security.Policy/i.test(message.text())) errors.push(message.text());
  });
  context.on('dialog', async (dialog) => {
    dialogs.push(dialog.type());
    await dialog.accept();
  });
  const network = logNetwork(context);
  return { context, page: await context.newPage(), network, errors, dialogs };
};

/** Signs up a new user on the page and returns their email address. */
export const signUp = async (page: Page): Promise<string> => {
  const email = `${crypto.randomUUID()}@example.org`;
  await page.goto(`${product().webUrl}/sign-up`);
  await submitCredentials(page, 'Sign up', email);
  return email;
};

/** Submits the open sign-up or sign-in form and waits for the library. */
export const submitCredentials = async (
  page: Page,
  button: 'Sign up' | 'Sign in',
  email: string,
  password: string = CREDENTIALS.password,
): Promise<void> => {
  await page.getByRole('textbox', { name: 'Email' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: button }).click();
  await page.waitForURL('**/videos');
};
