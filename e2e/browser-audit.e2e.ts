import { readFile } from 'node:fs/promises';
import { createClient, type OrganizationClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { joinOrganization } from './support/join-organization.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, submitCredentials, type Visitor } from './support/visitor.ts';

const { webUrl, apiUrl } = product();
const [owner, member] = [createClient({ baseUrl: apiUrl }), createClient({ baseUrl: apiUrl })];
const ownerEmail = `${crypto.randomUUID()}@example.org`;
const memberEmail = `${crypto.randomUUID()}@example.org`;

let browser: Browser;
let team: OrganizationClient;
let teamId: string;
let memberId: string;
let videoId: string;

/** The owner renames a video, invites somebody and changes a role; the member is refused before. */
beforeAll(async () => {
  browser = await openBrowser();
  await owner.auth.register({ email: ownerEmail, name: 'Ada', ...CREDENTIALS });
  memberId = (await member.auth.register({ email: memberEmail, name: 'Bob', ...CREDENTIALS })).id;
  teamId = (await owner.organizations.create({ name: 'Acme Films' })).id;
  team = owner.forOrganization(teamId);
  await joinOrganization(memberId, teamId, 'viewer');
  const source = await fileSource(await makeClip({ seconds: 1 }));
  videoId = (await team.uploadFile(source, { video: { title: 'First cut', recipe: 'audio' } })).id;
  const refused = () => member.forOrganization(teamId).videos.rename(videoId, 'Mine');
  for (let attempt = 0; attempt < 3; attempt += 1) await expect(refused()).rejects.toThrow();
  await team.videos.rename(videoId, 'Summer trip');
  await owner.organizations.invite(teamId, { email: 'eve@example.org', role: 'viewer' });
  await owner.organizations.changeRole(teamId, memberId, 'editor');
});
afterAll(() => browser.close());

const signIn = async (screen: BrowserContextOptions, email: string): Promise<Visitor> => {
  const visitor = await openVisitor(browser, screen);
  await visitor.page.goto(`${webUrl}/sign-in`);
  await submitCredentials(visitor.page, 'Sign in', email);
  return visitor;
};
/** Refusals are recorded every few seconds, with their count in each minute. */
const refusals = async (): Promise<number[]> =>
  (await team.audit.list({ action: 'request.refused' })).items.map(({ metadata }) => Number(metadata.count));
const sumOf = (counts: number[]): number => counts.reduce((sum, count) => sum + count, 0);
const entries = (page: Page): Locator => page.getByRole('list', { name: 'Entries' }).getByRole('listitem');
const entry = (page: Page, text: string): Locator => entries(page).filter({ hasText: text });
const select = (page: Page, label: string): Locator => page.getByRole('combobox', { name: label });
const clear = (page: Page): Promise<void> => page.getByRole('button', { name: 'Clear filters' }).first().click();
test.each([
  ['a wide screen', WIDE],
  ['a phone', PHONE],
])('on %s, an owner reads who did what, filters it, and opens what still exists', async (_, screen) => {
  await expect.poll(async () => sumOf(await refusals())).toBe(3);
  const { page, errors, context } = await signIn(screen, ownerEmail);
  await page.goto(`${webUrl}/organizations/${teamId}`);
  await page.getByRole('link', { name: 'Open the audit log' }).click();
  await page.getByRole('heading', { name: 'Audit log' }).waitFor();
  await entry(page, 'Ada renamed a video to “Summer trip”').waitFor();
  await entry(page, 'Ada invited eve@example.org with the role viewer').waitFor();
  await entry(page, 'Ada changed the role of Bob from viewer to editor').waitFor();
  const times = (await refusals())[0] === 3 ? ' 3 times within a minute' : '';
  const refused = entry(page, `Bob was refused${times}`).filter({
    hasText: 'the permission “Change videos” is missing',
  });
  await refused.first().getByText('Refused', { exact: true }).waitFor();
  const all = await entries(page).count();
  await page
    .getByRole('status')
    .filter({ hasText: `${all} entries` })
    .waitFor();
  await expectNoOverflow(page);
  await expectAccessible(page);

  const renamed = entry(page, 'renamed a video');
  await renamed.getByRole('button', { name: 'Details' }).press('Enter');
  await renamed.getByText('IP address').waitFor();
  await renamed.getByRole('link', { name: 'Open “Summer trip”' }).waitFor();
  await expectNoOverflow(page);
  await expectAccessible(page);

  await select(page, 'Action').selectOption({ label: 'Role changed' });
  await expect.poll(() => entries(page).count()).toBe(1);
  await page.reload();
  await entry(page, 'changed the role of Bob').waitFor();
  expect(await entries(page).count()).toBe(1);
  await page.goBack();
  await expect.poll(() => entries(page).count()).toBe(all);

  await entry(page, 'renamed a video').getByRole('link', { name: '“Summer trip”', exact: true }).click();
  await page.getByText('Only entries about “Summer trip”').waitFor();
  await expect.poll(() => page.url()).toContain(`target=${videoId}`);
  await expect.poll(() => entry(page, 'changed the role').count()).toBe(0);
  await clear(page);
  await select(page, 'Person or API key').selectOption({ label: `Bob (${memberEmail})` });
  await expect.poll(() => entries(page).count()).toBe(1);
  await page.getByLabel('To').fill('2020-01-31');
  await page.getByRole('heading', { name: 'No entries found' }).waitFor();
  await expectNoOverflow(page);
  await expectAccessible(page);
  await clear(page);
  await expect.poll(() => entries(page).count()).toBe(all);
  await page.getByLabel('From').fill('2020-01-31');
  await expect.poll(() => page.url()).toContain('from=2020-01-31');
  await expect.poll(() => entries(page).count()).toBe(all);

  await entry(page, 'renamed a video').getByRole('button', { name: 'Details' }).click();
  await page.getByRole('link', { name: 'Open “Summer trip”' }).click();
  await page.waitForURL(`**/videos/${videoId}`);
  expect(errors).toEqual([]);
  await context.close();
});

const download = async (page: Page, button: string): Promise<{ name: string; lines: string[] }> => {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const file = await downloading;
  const text = await readFile(await file.path(), 'utf8');
  return { name: file.suggestedFilename(), lines: text.trim().split('\n') };
};

test('a log of several pages is downloaded completely or as filtered, and all its API keys can be chosen', async () => {
  const { id } = await owner.organizations.create({ name: 'Long log' });
  const { apiKeys } = owner.forOrganization(id);
  for (let key = 1; key <= 55; key += 1) await apiKeys.create({ name: `Key ${key}`, scopes: ['video.read'] });
  const { page, errors, context } = await signIn(WIDE, ownerEmail);
  await page.goto(`${webUrl}/organizations/${id}/audit`);
  await page.getByText('50 entries loaded').waitFor();
  await select(page, 'Person or API key')
    .locator('option', { hasText: /^Key 1 \(mp_\w{8}…\)$/ })
    .waitFor({ state: 'attached' });
  const csv = await download(page, 'Download CSV');
  expect(csv.name).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  expect(csv.lines).toHaveLength(57);
  await page.getByRole('button', { name: 'Load more' }).click();
  await page.getByText('56 entries', { exact: true }).waitFor();
  await select(page, 'Action').selectOption({ label: 'Organization created' });
  await page.getByText('1 entry', { exact: true }).waitFor();
  const { name, lines } = await download(page, 'Download JSON Lines');
  expect(name).toMatch(/\.jsonl$/);
  expect(lines.map((line) => JSON.parse(line).action)).toEqual(['organization.created']);
  await page.route('**/api/audit/export?*', (route) => route.abort());
  await page.getByRole('button', { name: 'Download CSV' }).click();
  await page.getByText("Couldn't download the audit log").waitFor();
  await expectFitsBothWidths(page);
  expect(errors).toEqual([]);
  await context.close();
});

test('an editor finds no link to the log, and is told whom to ask at its address', async () => {
  const { page, context } = await signIn(WIDE, memberEmail);
  await page.goto(`${webUrl}/organizations/${teamId}`);
  await page.getByText('You are an editor of this organization.').waitFor();
  await page.getByRole('heading', { name: 'Storage' }).waitFor();
  expect(await page.getByRole('link', { name: 'Open the audit log' }).count()).toBe(0);
  await page.goto(`${webUrl}/organizations/${teamId}/audit`);
  await page.getByText("You can't read this audit log").waitFor();
  await page.getByText(`Reading it needs the role Admin. Ask an owner or admin: Ada (${ownerEmail}).`).waitFor();
  await expectFitsBothWidths(page);
  await context.close();
});
