import { type Client, createClient } from '@media/sdk';
import type { Page } from 'playwright-core';
import type { Album } from './album.ts';
import { PASSWORD } from './fill-library.ts';
import type { Variant } from './variants.ts';

/** An organization with members, and the token of an invitation to it that nobody has accepted. */
export type Team = { organizationId: string; invitationToken: string };

const PEOPLE = [
  { name: 'Ben Okafor', role: 'editor' },
  { name: 'Carla Rossi', role: 'viewer' },
] as const;

const addressOf = (name: string): string => `${name.split(' ')[0]?.toLowerCase()}-${Date.now()}@example.org`;
const tokenIn = (url: string): string => new URL(url).hash.slice(1);

/** Invites people, of whom all but the last one join, and creates a key and some entries of the audit log. */
export const fillTeam = async (client: Client, webUrl: string): Promise<Team> => {
  const { organizations, apiKeys } = client;
  const { items } = await organizations.list();
  const organizationId = items[0]?.id ?? '';
  await organizations.rename(organizationId, 'Ridge Riders');
  for (const { name, role } of PEOPLE) {
    const email = addressOf(name);
    const { url } = await organizations.invite(organizationId, { email, role });
    const person = createClient({ baseUrl: `${webUrl}/api` });
    await person.auth.register({ name, email, password: PASSWORD });
    await person.invitations.accept(tokenIn(url));
  }
  await apiKeys.create({ name: 'Nightly import', scopes: ['upload.write', 'video.write'] });
  await apiKeys.create({ name: 'Website', scopes: ['video.read'] });
  const { url } = await organizations.invite(organizationId, { email: 'dana@example.org', role: 'editor' });
  return { organizationId, invitationToken: tokenIn(url) };
};

type Window = { page: Page; variant: Variant };
type Deps = { webUrl: string; album: Album };

/** The pages that emailed links open, and those of people who can't sign in. */
export const takeLinkPages = async (
  { webUrl, album }: Deps,
  { page, variant }: Window,
  { invitationToken }: Team,
): Promise<void> => {
  const pages = {
    'forgot-password': '/forgot-password',
    'reset-password': '/reset-password#expired',
    'verify-email': '/verify-email#expired',
    'account-deleted': '/account-deleted',
    invitation: `/invitations#${invitationToken}`,
  };
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(`${webUrl}${path}`);
    await album.take(page, name, variant);
  }
};

/** The pages and dialogs of an organization. */
export const takeTeamPages = async (
  { webUrl, album }: Deps,
  { page, variant }: Window,
  { organizationId }: Team,
): Promise<void> => {
  await page.goto(`${webUrl}/organizations/${organizationId}`);
  await page.getByRole('list', { name: 'API keys' }).waitFor();
  await album.take(page, 'organization', variant);
  for (const [name, button] of [
    ['invite', 'Invite someone'],
    ['create-key', 'Create API key'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('dialog').waitFor();
    await album.take(page, name, variant);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  }
  await page.goto(`${webUrl}/organizations/${organizationId}/audit`);
  await page.getByText('Nightly import').filter({ visible: true }).first().waitFor();
  await album.take(page, 'audit', variant);
};
