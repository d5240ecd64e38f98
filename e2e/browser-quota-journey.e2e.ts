import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createClient, type OrganizationClient } from '@media/sdk';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS, caller } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { card, chooseFiles, uploadRow, waitForUploaded } from './support/library-page.ts';
import { product } from './support/product.ts';
import { openUsage, setLimits } from './support/usage-page.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const { webUrl, apiUrl } = product();
const client = createClient({ baseUrl: apiUrl });

let browser: Browser;
/** The owner works on a wide screen, the editor on a phone. */
let owner: Visitor;
let editor: Visitor;
let ownerEmail: string;
let editorEmail: string;
let organizationId: string;
let team: OrganizationClient;
let clip: string;
/** Room for one and a half clips. */
let limit: string;

beforeAll(async () => {
  browser = await openBrowser();
  [owner, editor] = [await openVisitor(browser, WIDE), await openVisitor(browser, PHONE)];
  [ownerEmail, editorEmail] = [await signUp(owner.page), await signUp(editor.page)];
  await client.auth.login({ email: ownerEmail, ...CREDENTIALS });
  organizationId = (await client.organizations.create({ name: 'Acme Films' })).id;
  team = client.forOrganization(organizationId);
  clip = await makeClip({ seconds: 1 });
  const limitBytes = Math.round((await stat(clip)).size * 1.5);
  limit = `${(limitBytes / 1000).toPrecision(3)} kB`;
  await setLimits(organizationId, limitBytes);
});
afterAll(() => browser.close());

/** A sentence of the audit log that starts with its actor. */
const entry = (text: string): Locator =>
  owner.page.getByRole('list', { name: 'Entries' }).getByRole('listitem').filter({ hasText: text });

test('an invited editor joins and uploads until storage is full, is told the limit and the way out', async () => {
  const { page } = editor;
  const { url } = await client.organizations.invite(organizationId, { email: editorEmail, role: 'editor' });
  await page.goto(url);
  await page.getByRole('button', { name: 'Join Acme Films' }).click();
  await page.waitForURL('**/videos');
  await chooseFiles(page, clip, { [basename(clip)]: 'First cut' });
  await waitForUploaded(page, basename(clip));
  await card(page, 'First cut').waitFor();

  // A second copy of the same file is another upload only if the tray has none of it.
  await page.reload();
  await chooseFiles(page, clip, { [basename(clip)]: 'Second cut' });
  const refusal = uploadRow(page, basename(clip));
  await refusal
    .getByText(`of ${limit}. Delete videos and empty the trash, cancel uploads, or ask the operator`)
    .waitFor();
  await expectFitsBothWidths(page);
});

test('emptying the trash frees the storage of a deleted video at once, and the refused upload can be retried without choosing the file again', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: 'Actions for First cut' }).click();
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await page
    .getByRole('dialog', { name: 'Move this video to the trash?' })
    .getByRole('button', { name: 'Move to trash', exact: true })
    .click();
  await card(page, 'First cut').waitFor({ state: 'detached' });
  const storage = await openUsage(owner.page, organizationId);
  await storage.getByText(/ of it is in the trash \(1 video\)\./).waitFor();
  await expectFitsBothWidths(owner.page);

  await page.getByRole('button', { name: /^Account menu for/ }).click();
  await page.getByRole('menuitem', { name: 'Trash' }).click();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  const dialog = page.getByRole('dialog', { name: 'Empty the trash?' });
  await dialog.getByText(/^This deletes 1 video \([\d.]+ kB\) for good/).waitFor();
  await dialog.getByRole('button', { name: 'Empty trash' }).click();
  await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
  await owner.page.reload();
  await storage.getByText(`0 B of ${limit}`).waitFor();
  await page.getByRole('link', { name: 'All videos' }).first().click();

  await page.getByRole('button', { name: `Retry ${basename(clip)}` }).click();
  await waitForUploaded(page, basename(clip));
  await card(page, 'Second cut').waitFor();
});

test('a program works with an API key until the key is revoked', async () => {
  const { id, key } = await team.apiKeys.create({ name: 'Nightly import', scopes: ['video.read', 'video.write'] });
  const [video] = (await team.videos.list()).items;
  const program = caller(key);
  expect((await program.call('PATCH', `/videos/${video?.id}`, { title: 'Final cut' })).status).toBe(200);
  await team.apiKeys.revoke(id);
  expect((await program.call('GET', '/videos')).status).toBe(401);
});

test('the audit log tells the owner all of it', async () => {
  const { page } = owner;
  // Refusals are recorded every few seconds.
  const actions = async () => (await team.audit.list({ limit: 100 })).items.map(({ action }) => action);
  await expect.poll(actions).toContain('request.refused');
  await page.goto(`${webUrl}/organizations/${organizationId}/audit`);
  for (const sentence of [
    `${ownerEmail} invited ${editorEmail} with the role editor`,
    `${editorEmail} accepted an invitation and joined with the role editor`,
    `${editorEmail} added the video “First cut”`,
    `${editorEmail} was refused: the limit for storage would be exceeded`,
    `${editorEmail} deleted the video “First cut”`,
    `${editorEmail} added the video “Second cut”`,
    `${ownerEmail} created the API key “Nightly import”`,
    'Nightly import renamed a video to “Final cut”',
    `${ownerEmail} revoked the API key “Nightly import”`,
  ])
    await entry(sentence).waitFor();
  await expectFitsBothWidths(page);
  expect([...owner.errors, ...editor.errors]).toEqual([]);
});
