import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient, type UserView } from '@media/sdk';
import { makeClip, runDir } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import { makeLargeFile } from '@media/testkit/large-file';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { joinOrganization } from './support/join-organization.ts';
import { card, chooseFiles, uploadRow, waitForUploaded } from './support/library-page.ts';
import { installPartGate, type PartGate } from './support/part-gate.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const { webUrl, apiUrl } = product();
const MIB = 1024 * 1024;

let browser: Browser;
let visitor: Visitor;
let page: Page;
let gate: PartGate;
let home: { id: string; name: string };
let team: { id: string; name: string };
let clip: Uint8Array<ArrayBuffer>;
/** Owner of the team's organization, which the visitor joins. */
const owner = createClient({ baseUrl: apiUrl });
/** The visitor's account, used through the API. */
const member = createClient({ baseUrl: apiUrl });
/** The page's requests for lists and streams, with their X-Organization-Id. */
const requests: string[] = [];

const personalOf = ({ organizations: [personal] }: UserView): { id: string; name: string } => {
  if (!personal) throw new Error('The user has no organization.');
  return personal;
};

const recordRequest = (request: Request): void => {
  const { pathname } = new URL(request.url());
  if (/^\/api\/(videos|events|uploads)$/.test(pathname))
    requests.push(`${request.method()} ${pathname} ${request.headers()['x-organization-id']}`);
};

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, WIDE);
  page = visitor.page;
  gate = await installPartGate(page);
  clip = await readFile(await makeClip({ seconds: 1 }));
  const email = await signUp(page);
  const user = await member.auth.login({ email, ...CREDENTIALS });
  const other = await owner.auth.register({
    email: `${crypto.randomUUID()}@example.org`,
    name: 'Blue team',
    ...CREDENTIALS,
  });
  [home, team] = [personalOf(user), personalOf(other)];
  await joinOrganization(user.id, team.id, 'editor');
  page.on('request', recordRequest);
});
afterAll(() => browser.close());

const switcher = () => page.getByRole('combobox', { name: 'Organization' });
const switchTo = async ({ id, name }: typeof home): Promise<void> => {
  requests.length = 0;
  await switcher().selectOption(name);
  await expect.poll(() => requests).toContain(`GET /api/events ${id}`);
};
const upload = (client: Pick<typeof owner, 'uploadFile'>, title: string) =>
  client.uploadFile(new File([clip], `${title}.mp4`), { video: { title, recipe: 'audio' } });
const titlesOf = async (client: Pick<typeof owner, 'videos'>): Promise<string[]> =>
  (await client.videos.list()).items.map(({ title }) => title).toSorted();

test('the switcher appears with the second organization and lists both', async () => {
  await page.getByRole('heading', { name: 'No videos yet' }).waitFor();
  expect(await switcher().count()).toBe(0);
  await page.reload();
  await switcher().waitFor();
  expect(await switcher().locator('option').allTextContents()).toEqual([home.name, team.name]);
  expect(await switcher().inputValue()).toBe(home.id);
  await expectAccessible(page);
  await page.setViewportSize(PHONE.viewport);
  await expectNoOverflow(page);
  await page.setViewportSize(WIDE.viewport);
});

test('each organization has its own library with live updates', async () => {
  await upload(owner, 'Team video');
  await upload(member, 'My video');
  await card(page, 'My video').waitFor();
  await switchTo(team);
  await card(page, 'Team video').waitFor();
  expect(await card(page, 'My video').count()).toBe(0);
  expect(requests.filter((request) => !request.endsWith(` ${team.id}`))).toEqual([]);

  const second = await upload(owner, 'New in blue');
  await card(page, 'New in blue').waitFor();
  await owner.videos.cancel(second.id).catch(() => undefined);
  await card(page, 'New in blue')
    .getByText(/^(Completed|Canceled)$/)
    .waitFor();
  await upload(member, 'New at home');

  await switchTo(home);
  await card(page, 'New at home').waitFor();
  await card(page, 'My video').getByText('Completed', { exact: true }).waitFor();
  expect(await card(page, 'Team video').count()).toBe(0);
});

test('an upload stays in its organization after switching to another one', async () => {
  const file = await makeLargeFile(await makeClip({ seconds: 1 }), 33 * MIB, join(runDir(), 'for the team.mp4'));
  await switchTo(team);
  gate.allowUpTo(1);
  await chooseFiles(page, file);
  const row = uploadRow(page, 'for the team.mp4');
  await row.getByText(/^16\.8 MB of 34\.6 MB/).waitFor();
  await switchTo(home);
  await row.getByText(`In ${team.name}`).waitFor();
  gate.open();
  await waitForUploaded(page, 'for the team.mp4', '34.6 MB');
  expect(await titlesOf(member)).toEqual(['My video', 'New at home']);
  expect(await titlesOf(member.forOrganization(team.id))).toContain('for the team');
  await row.getByRole('link', { name: 'Open for the team.mp4' }).click();
  await page.getByRole('heading', { name: 'for the team' }).waitFor();
  expect(await switcher().inputValue()).toBe(team.id);
});

test('the choice survives a reload, and opening a video switches to its organization', async () => {
  await page.goto(`${webUrl}/videos`);
  await card(page, 'Team video').waitFor();
  await page.reload();
  await card(page, 'Team video').waitFor();

  const { items } = await member.videos.list({ q: 'My video' });
  await page.goto(`${webUrl}/videos/${items[0]?.id}`);
  await page.getByRole('heading', { name: 'My video' }).waitFor();
  await expect.poll(() => switcher().inputValue()).toBe(home.id);
  await expect.poll(() => requests).toContain(`GET /api/events ${home.id}`);
  await member.videos.rename(items[0]?.id ?? '', 'Still mine');
  await switcher().selectOption(team.name);
  await page.waitForURL('**/videos');
  await card(page, 'Team video').waitFor();
});

test('a new tab starts with the last choice, and each tab keeps its own', async () => {
  const second = await visitor.context.newPage();
  await second.goto(`${webUrl}/videos`);
  await card(second, 'Team video').waitFor();
  await second.getByRole('combobox', { name: 'Organization' }).selectOption(home.name);
  await card(second, 'Still mine').waitFor();
  expect(await switcher().inputValue()).toBe(team.id);
  await page.reload();
  await card(page, 'Team video').waitFor();
  expect(visitor.errors).toEqual([]);
});
