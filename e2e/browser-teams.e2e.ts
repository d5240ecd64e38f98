import { createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { dropFiles } from './support/drop-files.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { card, chooseFiles, waitForUploaded } from './support/library-page.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const { webUrl, apiUrl } = product();
const REFUSAL = /^Uploading needs the role Editor\. Ask an owner or admin: .+@example\.org/;

let browser: Browser;
/** The owner works on a wide screen, the colleague on a phone. */
let owner: Visitor;
let colleague: Visitor;
let ownerEmail: string;
let colleagueEmail: string;
let clip: string;
/** The page of the organization that the owner creates. */
let address: string;
let organizationId: string;
/** The link for the colleague. */
let invitation: string;
const client = createClient({ baseUrl: apiUrl });

beforeAll(async () => {
  browser = await openBrowser();
  [owner, colleague] = [await openVisitor(browser, WIDE), await openVisitor(browser, PHONE)];
  clip = await makeClip({ seconds: 1 });
  ownerEmail = await signUp(owner.page);
  await client.auth.login({ email: ownerEmail, ...CREDENTIALS });
  colleagueEmail = `${crypto.randomUUID()}@example.org`;
});
afterAll(() => browser.close());

const switcher = ({ page }: Visitor): Locator => page.getByRole('combobox', { name: 'Organization' });
const currentName = (visitor: Visitor) => switcher(visitor).locator('option:checked').textContent();
const openLibrary = async ({ page }: Visitor): Promise<void> => {
  await page.goto(`${webUrl}/videos`);
  await card(page, 'For the team').waitFor();
};
const members = (page: Page): Locator => page.getByRole('list', { name: 'Members' }).getByRole('listitem');
const roleOf = (page: Page, name: string): Locator => page.getByRole('combobox', { name: `Role of ${name}` });
const giveRole = async (role: 'Viewer' | 'Editor' | 'Admin'): Promise<void> => {
  await roleOf(owner.page, 'Vera').selectOption(role);
  const named = { Viewer: 'a viewer', Editor: 'an editor', Admin: 'an admin' }[role];
  await owner.page.getByText(`Vera is now ${named}.`).last().waitFor();
};
/** Sends an invitation on the organization's page, and returns its link. */
const inviteInBrowser = async (email: string, role: 'Viewer' | 'Editor'): Promise<string> => {
  const { page } = owner;
  await page.goto(address);
  await page.getByRole('button', { name: 'Invite someone' }).click();
  const dialog = page.getByRole('dialog', { name: /^Invite someone/ });
  await dialog.getByRole('textbox', { name: 'Email' }).fill(email);
  await dialog.getByRole('combobox', { name: 'Role' }).selectOption(role);
  await expectFitsBothWidths(page);
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  const link = dialog.getByRole('textbox', { name: 'Invitation link' });
  await link.waitFor();
  await expectFitsBothWidths(page);
  const url = await link.inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return url;
};

test('a user creates an organization, works in it at once, and renames it', async () => {
  const { page } = owner;
  await page.getByRole('button', { name: /^Account menu for/ }).click();
  await page.getByRole('menuitem', { name: 'New organization' }).click();
  const dialog = page.getByRole('dialog', { name: 'New organization' });
  await dialog.getByRole('button', { name: 'Create organization' }).click();
  await dialog.getByText('Enter a name.').waitFor();
  await expectFitsBothWidths(page);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Acme Film');
  await dialog.getByRole('button', { name: 'Create organization' }).click();
  await page.waitForURL('**/organizations/*');
  await page.getByText('You are an owner of this organization.').waitFor();
  expect(await currentName(owner)).toBe('Acme Film');
  [address, organizationId] = [page.url(), page.url().split('/').at(-1) ?? ''];

  await page.getByRole('textbox', { name: 'Organization name' }).fill('Acme Films');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Acme Films' }).waitFor();
  await expect.poll(() => currentName(owner)).toBe('Acme Films');
  await client
    .forOrganization(organizationId)
    .uploadFile(await fileSource(clip), { video: { title: 'For the team', recipe: 'audio' } });
});

test('an owner invites a colleague by email, and revokes an invitation to a wrong address', async () => {
  const { page } = owner;
  const wrong = await inviteInBrowser('wrong@example.org', 'Editor');
  const row = page.getByRole('list', { name: 'Invitations' }).getByRole('listitem').filter({ hasText: 'wrong@' });
  await row.getByText('Editor · valid until').waitFor();
  await expectFitsBothWidths(page);
  await row.getByRole('button', { name: 'Revoke the invitation of wrong@example.org' }).click();
  await row.waitFor({ state: 'detached' });
  await colleague.page.goto(wrong);
  await colleague.page.getByRole('heading', { name: 'This invitation is no longer valid' }).waitFor();
  await expectFitsBothWidths(colleague.page);
  invitation = await inviteInBrowser(colleagueEmail, 'Viewer');
});

test('an invitation is refused for an account with another address, which is told what to do', async () => {
  const other = await openVisitor(browser, WIDE);
  const email = await signUp(other.page);
  await other.page.goto(invitation);
  await other.page.getByText(`you are signed in as ${email}`).waitFor();
  expect(await other.page.getByRole('button', { name: /^Join/ }).count()).toBe(0);
  await expectFitsBothWidths(other.page);
  await other.page.getByRole('button', { name: 'Use another account' }).click();
  await other.page.getByRole('link', { name: 'Sign in', exact: true }).last().waitFor();
  await other.context.close();
});

test('the colleague signs up from the invitation, returns to it and joins, and no requested address contains the token', async () => {
  const { page, network } = colleague;
  await page.goto(invitation);
  await page.getByRole('heading', { name: 'Join Acme Films' }).waitFor();
  await page.getByText('invited you to become a viewer').waitFor();
  await expectFitsBothWidths(page);
  await page.getByRole('link', { name: 'Sign in', exact: true }).last().click();
  await page.waitForURL('**/sign-in?**');
  await expect.poll(() => page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe(colleagueEmail);
  await page.getByRole('main').getByRole('link', { name: 'Sign up' }).click();
  await page.waitForURL('**/sign-up?**');
  await page.getByRole('textbox', { name: 'Display name' }).fill('Vera');
  await expect.poll(() => page.getByRole('textbox', { name: 'Email' }).inputValue()).toBe(colleagueEmail);
  await page.getByRole('textbox', { name: 'Password' }).fill(CREDENTIALS.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL('**/invitations#*');
  await page.getByRole('button', { name: 'Join Acme Films' }).click();
  await page.waitForURL('**/videos');
  await card(page, 'For the team').waitFor();
  expect(await currentName(colleague)).toBe('Acme Films');
  const token = invitation.split('#')[1] ?? '';
  const addresses = network.since(0, webUrl).map(({ url }) => url.pathname + url.search);
  expect(addresses.filter((sent) => sent.includes(token))).toEqual([]);

  await page.goto(invitation);
  await page.getByRole('heading', { name: 'This invitation is no longer valid' }).waitFor();
});

test('a link to an organization opens that organization, and its members share one library', async () => {
  const { page } = colleague;
  await page.goto(address);
  await page.getByText('You are a viewer of this organization.').waitFor();
  await expect.poll(() => currentName(colleague)).toBe('Acme Films');
  await page.getByText('Only owners can rename the organization.').waitFor();
  await page.getByText(`Only owners and admins can change roles. Ask ${ownerEmail}.`).waitFor();
  expect(await page.getByRole('combobox', { name: /^Role of/ }).count()).toBe(0);
  await expectFitsBothWidths(page);
  await openLibrary(colleague);
});

test("a viewer can't upload, is told why and whom to ask, and sees no actions that would be refused", async () => {
  const { page } = colleague;
  await page.getByText('You can watch the videos of Acme Films').waitFor();
  await page.getByText(REFUSAL).filter({ hasText: ownerEmail }).waitFor();
  expect(await page.getByRole('button', { name: 'Upload' }).count()).toBe(0);
  expect(await page.getByRole('checkbox', { name: /^Select / }).count()).toBe(0);
  await expectFitsBothWidths(page);
  await dropFiles(page, [clip]);
  await page.getByRole('alert').getByText("You can't upload here").waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);

  await page.getByRole('button', { name: 'Actions for For the team' }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).waitFor();
  expect(await page.getByRole('menuitem').allTextContents()).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/Rename|Move to trash|Process again|Cancel/)]),
  );
  await page.getByRole('menuitem', { name: 'Open' }).click();
  await page.getByRole('button', { name: 'Share' }).waitFor();
  await page.getByRole('tab', { name: 'Processing' }).click();
  await page.getByRole('button', { name: 'Download source file' }).waitFor();
  expect(await page.getByRole('button', { name: /^(Rename|Process again|Move to trash)$/ }).count()).toBe(0);
});

test('an owner makes the viewer an editor, who can then upload', async () => {
  await owner.page.goto(address);
  await expect.poll(() => members(owner.page).count()).toBe(2);
  await expectFitsBothWidths(owner.page);
  await giveRole('Editor');
  const { page } = colleague;
  await openLibrary(colleague);
  await chooseFiles(page, clip, { [clip.split('/').at(-1) ?? '']: 'From the editor' });
  await waitForUploaded(page, clip.split('/').at(-1) ?? '');
  await card(page, 'From the editor').waitFor();
  await page.getByRole('checkbox', { name: 'Select From the editor' }).waitFor();
  const { items } = await client.forOrganization(organizationId).videos.list();
  expect(items.map(({ title }) => title)).toEqual(['From the editor', 'For the team']);
});

test('after a demotion, the first refusal changes what the open page offers', async () => {
  const { page } = colleague;
  await giveRole('Viewer');
  await page.getByRole('button', { name: 'Actions for For the team' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine now');
  await page.keyboard.press('Enter');
  await page.getByText('You can watch the videos of Acme Films').waitFor();
  await expect.poll(() => page.getByRole('button', { name: 'Upload', exact: true }).count()).toBe(0);
  const { items } = await client.forOrganization(organizationId).videos.list();
  expect(items.map(({ title }) => title)).toContain('For the team');
});

test('who returns to an open page sees what their new role allows', async () => {
  await giveRole('Admin');
  const { page } = colleague;
  // Playwright's pages are always visible.
  await page.evaluate(() => dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('button', { name: 'Upload', exact: true }).waitFor();
});

test('nobody gives a role above their own', async () => {
  const { page } = colleague;
  await page.goto(address);
  await page.getByText('You are an admin of this organization.').waitFor();
  const options = roleOf(page, 'Vera').locator('option');
  await expect.poll(() => options.allTextContents()).toEqual(['Admin', 'Editor', 'Viewer']);
  expect(await roleOf(page, ownerEmail).count()).toBe(0);
  expect(await page.getByRole('button', { name: `Remove ${ownerEmail}` }).count()).toBe(0);
  await expectFitsBothWidths(page);
});

test('the last owner can neither step down nor leave, and is told what to do first', async () => {
  const { page } = owner;
  const reason = 'An organization needs an owner. Make another member an owner first.';
  await roleOf(page, ownerEmail).selectOption('Viewer');
  const question = page.getByRole('dialog', { name: 'Change your own role?' });
  await question.getByText('You become a viewer.').waitFor();
  await question.getByRole('button', { name: 'Change my role' }).click();
  await question.getByRole('alert').getByText(reason).waitFor();
  await expectFitsBothWidths(page);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => roleOf(page, ownerEmail).inputValue()).toBe('owner');
  await page.getByRole('button', { name: 'Leave organization' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave Acme Films?' });
  await dialog.getByRole('button', { name: 'Leave', exact: true }).click();
  await dialog.getByText(reason).waitFor();
  await expectFitsBothWidths(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('a member who leaves returns to their own library, and the organization is gone for them', async () => {
  const { page } = colleague;
  await page.getByRole('button', { name: 'Leave organization' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
  await page.waitForURL('**/videos');
  await page.getByRole('heading', { name: 'No videos yet' }).waitFor();
  await expect.poll(() => switcher(colleague).count()).toBe(0);
  await page.goto(address);
  await page.getByText('Organization not found').waitFor();
  await expectFitsBothWidths(page);
});

test('a member who is removed while their library is open falls back to their own without doing anything', async () => {
  await colleague.page.goto(await inviteInBrowser(colleagueEmail, 'Editor'));
  await colleague.page.getByRole('button', { name: 'Join Acme Films' }).click();
  await colleague.page.waitForURL('**/videos');
  await colleague.page.goto(address);
  await colleague.page.getByText('You are an editor of this organization.').waitFor();
  await openLibrary(colleague);
  await owner.page.reload();
  await owner.page.getByRole('button', { name: 'Remove Vera' }).click();
  await owner.page.getByRole('dialog', { name: 'Remove Vera?' }).getByRole('button', { name: 'Remove' }).click();
  await expect.poll(() => members(owner.page).count()).toBe(1);
  await colleague.page.getByRole('alert').getByText('You no longer have access to Acme Films.').waitFor();
  await colleague.page.getByRole('heading', { name: 'No videos yet' }).waitFor();
  expect(await switcher(colleague).count()).toBe(0);
});

test('an owner deletes the organization by entering its name', async () => {
  const { page } = owner;
  await page.getByRole('button', { name: 'Delete organization' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Acme Films?' });
  const name = dialog.getByRole('textbox', { name: 'Name of the organization' });
  await name.fill('Acme');
  await dialog.getByRole('button', { name: 'Delete organization' }).click();
  await dialog.getByText(/^This isn't the organization's name/).waitFor();
  await expectFitsBothWidths(page);
  await name.fill('Acme Films');
  await dialog.getByRole('button', { name: 'Delete organization' }).click();
  await page.waitForURL('**/videos');
  await page.getByRole('heading', { name: 'No videos yet' }).waitFor();
  await expect.poll(() => switcher(owner).count()).toBe(0);
  await page.goto(address);
  await page.getByText('Organization not found').waitFor();
  expect(owner.errors).toEqual([]);
  expect(colleague.errors).toEqual([]);
});
