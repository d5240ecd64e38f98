import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@media/sdk';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import { makeLargeFile } from '@media/testkit/large-file';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { measure } from './support/measure.ts';
import { serveNext } from './support/next-example.ts';
import { npmInstall, packSdk } from './support/packed-sdk.ts';
import { serveFolder } from './support/serve-folder.ts';
import { WAIT_MS } from './support/visitor.ts';

const run = promisify(execFile);
const { apiUrl, webUrl } = inject('product');
const EXAMPLES = join(import.meta.dirname, '../examples');
const HLS_JS = join(import.meta.dirname, 'node_modules/hls.js');
const MIB = 1024 * 1024;

const dir = mkdtempSync(join(tmpdir(), 'media-examples-'));
const clip = join(dir, 'clip.mp4');
let sdk: string;
afterAll(() => rmSync(dir, { recursive: true, force: true }));
beforeAll(async () => {
  sdk = await packSdk(dir);
  cpSync(await makeClip({ seconds: 2, size: '640x360' }), clip);
});

/** Copies an example out of the repository. */
const copyExample = (name: string): string => {
  const target = join(dir, name);
  cpSync(join(EXAMPLES, name), target, {
    recursive: true,
    filter: (source) => !/\/(node_modules|\.next)(\/|$)/.test(source.slice(EXAMPLES.length)),
  });
  return target;
};
const newAccount = () => ({ MEDIA_EMAIL: `${crypto.randomUUID()}@example.org`, MEDIA_PASSWORD: 'correct horse' });
const environment = (extra: Record<string, string>) => ({ ...process.env, MEDIA_API: apiUrl, ...extra });

test('the Node example works in a copy with the packed SDK, also with an existing account', async () => {
  const folder = copyExample('node');
  await npmInstall(folder, sdk);
  const env = environment(newAccount());
  for (const target of ['first.mp4', 'second.mp4']) {
    const { stdout } = await run(process.execPath, ['upload.js', clip, target], { cwd: folder, env });
    expect(stdout).toMatch(/^Uploaded 100%$/m);
    expect(await measure(join(folder, target))).toMatchObject({ frames: 60, hasAudio: true });
  }
});

test('the curl example uploads a file, whole or in parts, and downloads the result', async () => {
  const long = join(dir, 'long.mov');
  await makeLargeFile(clip, 20 * MIB, long);
  const target = join(dir, 'by-curl.mp4');
  const env = environment(newAccount());
  for (const [file, partCount] of [
    [clip, 1],
    [long, 2],
  ] as const) {
    const { stdout } = await run(join(EXAMPLES, 'curl/upload.sh'), [file, target], { cwd: dir, env });
    expect(stdout).toContain(`Uploaded part ${partCount} of ${partCount}\n`);
    expect(stdout).toMatch(/^data: .*"status":"completed"/m);
    expect(await measure(target)).toMatchObject({ frames: 60, hasAudio: true });
  }
});

test('the browser example uploads and plays, from any static file server', async () => {
  const folder = copyExample('browser');
  await npmInstall(folder, sdk, HLS_JS);
  await using server = await serveFolder(folder);
  await using browser = await openBrowser();
  const page = await browser.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const pageErrors: unknown[] = [];
  page.on('pageerror', (error) => pageErrors.push(error));
  const { MEDIA_EMAIL, MEDIA_PASSWORD } = newAccount();
  await page.goto(`${server.url}/index.html?api=${encodeURIComponent(apiUrl)}`);
  await page.getByLabel('Email').fill(MEDIA_EMAIL);
  await page.getByLabel('Password').fill(MEDIA_PASSWORD);
  await page.locator('input[type=file]').setInputFiles(clip);
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Ready to watch').waitFor();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
  expect(await page.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value)).toBe(1);
  expect(pageErrors).toEqual([]);
});

test("visitors of the Next.js example upload and watch without the account's credentials", async () => {
  const { MEDIA_EMAIL, MEDIA_PASSWORD } = newAccount();
  await createClient({ baseUrl: apiUrl }).auth.register({ email: MEDIA_EMAIL, password: MEDIA_PASSWORD });
  const env = environment({ MEDIA_EMAIL, MEDIA_PASSWORD, MEDIA_WEB: webUrl });
  await using server = await serveNext(join(EXAMPLES, 'nextjs'), env);
  await using browser = await openBrowser();
  const page = await browser.newPage();
  page.setDefaultTimeout(WAIT_MS);
  const sent: (string | undefined)[] = [];
  page.on('request', (request) => sent.push(request.headers().authorization));
  await page.goto(server.url);
  await page.locator('input[type=file]').setInputFiles(clip);
  await page.waitForURL(/\/videos\//);
  const player = page.frameLocator('iframe').locator('video');
  const positionOf = async (video: HTMLVideoElement): Promise<number> => {
    video.muted = true;
    await video.play().catch(() => undefined); // interrupted while the player is still loading
    return video.currentTime;
  };
  await expect.poll(() => player.evaluate(positionOf)).toBeGreaterThan(0.5);
  expect(sent.length).toBeGreaterThan(5);
  expect(sent.filter(Boolean)).toEqual([]);

  const listing = await fetch(`${server.url}/api/media/videos`);
  expect(listing.status).toBe(404);
  const codeOf = async (body: string) => {
    const response = await fetch(`${server.url}/api/media/uploads`, { method: 'POST', body });
    return [response.status, (await response.json()).code];
  };
  expect(await codeOf('{"sizeBytes":-1}')).toEqual([422, 'REQUEST_INVALID']);
  expect(await codeOf('{"sizeBytes":')).toEqual([400, 'REQUEST_MALFORMED']);
  expect(await codeOf(`{"fileName":"${'a'.repeat(64 * 1024)}"}`)).toEqual([413, 'BODY_TOO_LARGE']);
  for (const path of [`videos/${crypto.randomUUID()}`, 'videos/nonsense', 'api/media/uploads/a%2Fb'])
    expect([path, (await fetch(`${server.url}/${path}`)).status]).toEqual([path, 404]);
});
