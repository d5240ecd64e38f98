import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@media/sdk';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS, register } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { joinOrganization } from './support/join-organization.ts';
import { playFrom } from './support/play-from.ts';
import { product } from './support/product.ts';
import { playInLoop, useSharedVideo } from './support/shared-video.ts';
import { WIDE } from './support/viewports.ts';
import { openVisitor, submitCredentials } from './support/visitor.ts';

const scene = useSharedVideo();
/** Serves a page that embeds the address in its query. Under two host names, it is two sites. */
let blog: Server;
let port: number;
let organizationId: string;

const pageWith = (src: string): string =>
  `<!doctype html><title>Blog</title><iframe src="${src.replaceAll('&', '&amp;')}" width="640" height="360" allow="autoplay"></iframe>`;

beforeAll(async () => {
  blog = createServer((request, response) => {
    const src = new URL(request.url ?? '/', 'http://blog').searchParams.get('src') ?? '';
    response.setHeader('content-type', 'text/html').end(src === '' ? '' : pageWith(src));
  });
  await new Promise<void>((resolve) => blog.listen(0, resolve));
  ({ port } = blog.address() as AddressInfo);
  organizationId = (await scene.client.organizations.list()).items[0]?.id ?? '';
});
afterAll(() => new Promise((resolve) => blog.close(resolve)));

const siteOf = (host: string): string => `${host}:${port}`;
const openBlog = async (page: Page, host: string, src: string): Promise<Frame> => {
  await page.goto(`http://${siteOf(host)}/?${new URLSearchParams({ src })}`);
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('The page has no frame.');
  return frame;
};

const embeds = async (): Promise<[string, string][]> => {
  await scene.client.videos.update(scene.id, { visibility: 'unlisted' });
  const { id, url } = await scene.client.shares.create(scene.id);
  return [
    ['unlisted', `${product().webUrl}/embed/${scene.id}`],
    ['share', `${product().webUrl}/embed/s/${id}${new URL(url ?? '').hash}`],
  ];
};

const openOrganization = async (page: Page, address: string): Promise<void> => {
  await page.goto(`${product().webUrl}/sign-in`);
  await submitCredentials(page, 'Sign in', address);
  await page.goto(`${product().webUrl}/organizations/${organizationId}`);
};
const section = (page: Page) => page.getByRole('region', { name: 'Embedding' });

test('a page of another site plays unlisted videos and share links in a frame', async () => {
  const { page } = scene.guest;
  for (const [kind, src] of await embeds()) {
    const frame = await openBlog(page, '127.0.0.1', src);
    await frame.locator('video[slot=media]').waitFor();
    expect([kind, (await playFrom(frame, 3)).frames > 5]).toEqual([kind, true]);
  }
});

test('a revoked link stops the player in the frame, which says why', async () => {
  const { id, url } = await scene.client.shares.create(scene.id);
  const src = `${product().webUrl}/embed/s/${id}${new URL(url ?? '').hash}`;
  const frame = await openBlog(scene.guest.page, '127.0.0.1', src);
  await frame.locator('video[slot=media]').waitFor();
  await playInLoop(frame);
  await scene.client.shares.revoke(scene.id, id);
  await frame.getByRole('status').getByText("This link doesn't work any more. It has expired or was revoked").waitFor();
  expect(await frame.locator('video').count()).toBe(0);
});

test('an owner names the sites that can embed videos, and entries that are none are refused', async () => {
  const { page } = scene.guest;
  await openOrganization(page, scene.email);
  await section(page).getByText('Any site can embed').waitFor();
  await expectFitsBothWidths(page);
  const field = section(page).getByRole('textbox', { name: 'Add a site' });
  await field.fill('not a host');
  await field.press('Enter');
  await section(page).getByRole('alert').getByText('Enter a host such as example.com').waitFor();
  for (const entered of ['https://www.Example.com/blog', `http://${siteOf('127.0.0.1')}/`]) {
    await field.fill(entered);
    await field.press('Enter');
    await expect.poll(() => field.inputValue()).toBe('');
  }
  const listed = section(page).getByRole('list', { name: 'Sites' }).getByRole('listitem');
  expect(await listed.locator('p').allTextContents()).toEqual(['www.example.com', siteOf('127.0.0.1')]);
  await expectFitsBothWidths(page);
  await section(page).getByRole('button', { name: 'Remove www.example.com' }).click();
  await expect.poll(() => listed.count()).toBe(1);
  expect((await scene.client.organizations.get(organizationId)).embedDomains).toEqual([siteOf('127.0.0.1')]);
});

test('a browser shows the player on a named site and refuses it on all others', async () => {
  const reader = await openVisitor(scene.browser, WIDE);
  const { page, errors } = reader;
  for (const [kind, src] of await embeds()) {
    const allowed = await openBlog(page, '127.0.0.1', src);
    await allowed.locator('video[slot=media]').waitFor();
    expect([kind, (await playFrom(allowed, 3)).frames > 5]).toEqual([kind, true]);
    const count = errors.length;
    await openBlog(page, 'localhost', src);
    await expect.poll(() => errors.length).toBe(count + 1);
    expect(errors.at(-1)).toContain(`frame-ancestors 'self' ${siteOf('127.0.0.1')}`);
    expect(await page.frames()[1]?.locator('video').count()).toBe(0);
  }
  await reader.context.close();
});

test('members who are no owners see the sites and who can change them', async () => {
  const { email } = await register();
  const user = await createClient({ baseUrl: product().apiUrl }).auth.login({ email, ...CREDENTIALS });
  await joinOrganization(user.id, organizationId, 'editor');
  const { page } = scene.guest;
  await openOrganization(page, email);
  await section(page).getByText('Only owners can change this.').waitFor();
  await section(page).getByText(siteOf('127.0.0.1')).waitFor();
  expect(await section(page).getByRole('button').count()).toBe(0);
  expect(await section(page).getByRole('textbox').count()).toBe(0);
  await expectFitsBothWidths(page);
});

test('without the last site in the list, every site can embed again', async () => {
  const { page } = scene.guest;
  await openOrganization(page, scene.email);
  await section(page)
    .getByRole('button', { name: `Remove ${siteOf('127.0.0.1')}` })
    .click();
  await section(page).getByText('Any site can embed').waitFor();
  const [[, src] = ['', '']] = await embeds();
  await (await openBlog(page, 'localhost', src)).locator('video[slot=media]').waitFor();
});
