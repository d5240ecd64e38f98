import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import { makeLargeFile } from '@media/testkit/large-file';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openExample } from './support/browser-example.ts';
import { measure } from './support/measure.ts';
import { product } from './support/product.ts';
import { readmeBlocks, readmeProgram } from './support/readme-blocks.ts';
import { WAIT_MS } from './support/visitor.ts';

const run = promisify(execFile);
const { apiUrl, webUrl } = product();
const MIB = 1024 * 1024;
const SDK_PAGE = 'packages/sdk/README.md';

/** A folder with the files and packages that the examples use. */
const dir = mkdtempSync(join(tmpdir(), 'media-examples-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
beforeAll(async () => {
  const clip = await makeClip({ seconds: 2, size: '640x360' });
  for (const name of ['clip.mp4', 'holiday.mov']) copyFileSync(clip, join(dir, name));
  await makeLargeFile(await makeClip({ seconds: 1 }), 33 * MIB, join(dir, 'long.mov'));
  symlinkSync(join(import.meta.dirname, 'node_modules'), join(dir, 'node_modules'));
});

/** Points a program at this product and gives it its own account. */
const adapt = (program: string, account: string): string =>
  program.replaceAll('http://localhost:3001', apiUrl).replaceAll(/\b(ada|me)@example\.org/g, `${account}@example.org`);

const newAccount = (): string => crypto.randomUUID();

const runNode = async (program: string): Promise<string> => {
  const file = join(dir, `${crypto.randomUUID()}.mts`);
  writeFileSync(file, program);
  return (await run(process.execPath, [file], { cwd: dir })).stdout;
};

const measured = (name: string) => measure(join(dir, name));
const FULL_CLIP = { width: 640, height: 360, frames: 60, hasAudio: true };

test.each([
  ['README.md', /^(sh|sh run|ts node)$/],
  [SDK_PAGE, /^(sh|ts node|ts browser|html browser)$/],
])('every example in %s is run by these tests, or is a command that another test runs', (page, known) => {
  const blocks = readmeBlocks(page);
  expect(blocks.length).toBeGreaterThan(2);
  expect(blocks.filter(({ info }) => !known.test(info))).toEqual([]);
  const commands = blocks.filter(({ info }) => info === 'sh').flatMap(({ code }) => code.trim().split('\n'));
  expect(commands.filter((line) => !/^(npx pnpm|npm install) /.test(line))).toEqual([]);
});

test('the examples compile with a strict TypeScript compiler', async () => {
  writeFileSync(join(dir, 'sdk.mts'), readmeProgram(SDK_PAGE, 'ts node'));
  writeFileSync(join(dir, 'page.mts'), readmeProgram(SDK_PAGE, 'ts browser'));
  writeFileSync(join(dir, 'readme.mts'), readmeProgram('README.md', 'ts node'));
  const types = dirname(dirname(createRequire(import.meta.url).resolve('@types/node/package.json')));
  const options = [
    ...['--noEmit', '--strict', '--noUncheckedIndexedAccess', '--module', 'nodenext', '--target', 'es2024'],
    ...[
      '--lib',
      'es2024,dom,dom.iterable,dom.asynciterable',
      '--typeRoots',
      types,
      '--types',
      'node',
      '--skipLibCheck',
    ],
  ];
  const tsc = join(import.meta.dirname, '../node_modules/.bin/tsc');
  const { stdout } = await run(tsc, [...options, 'sdk.mts', 'page.mts', 'readme.mts'], { cwd: dir }).catch(
    ({ stdout }) => ({ stdout }),
  );
  expect(stdout).toBe('');
});

test('the Node examples of the SDK work, one after another', async () => {
  const output = await runNode(adapt(readmeProgram(SDK_PAGE, 'ts node'), newAccount()));
  const lines = ['100% sent', 'paused', "[ 'Holiday: completed' ]", 'this session', '401 CREDENTIALS_WRONG'];
  for (const line of [...lines, 'Holiday by the sea true', 'Two weeks in June']) expect(output).toContain(line);
  expect(output).toMatch(/^\{ status: 'completed'/m);
  expect(output).toMatch(/^[1-3] of 3 parts uploaded$/m);
  expect(output).toMatch(/^Still signed in as \S+@example\.org$/m);
  expect(await measured('holiday-small.mp4')).toMatchObject(FULL_CLIP);
});

test('the browser example of the SDK uploads the chosen file, shows progress and plays the video', async () => {
  const account = newAccount();
  await runNode(
    `import { createClient } from '@media/sdk';
     await createClient({ baseUrl: '${apiUrl}' }).auth.register({ email: '${account}@example.org', password: 'correct horse' });`,
  );
  await using browser = await openBrowser();
  const context = await browser.newContext();
  context.setDefaultTimeout(WAIT_MS);
  // Playwright serves this page itself, so Chromium doesn't count it as local and asks before it reaches a local server.
  await context.grantPermissions(['local-network-access'], { origin: webUrl });
  const page = await context.newPage();
  const pageErrors: string[] = [];
  page.on('pageerror', (error) => pageErrors.push(String(error)));
  const [body, script] = ['html browser', 'ts browser'].map((info) => adapt(readmeProgram(SDK_PAGE, info), account));
  await openExample(page, webUrl, { body: body ?? '', script: script ?? '' });
  await page.locator('input').setInputFiles(join(dir, 'clip.mp4'));
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
  expect(await page.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value)).toBe(1);
  expect(pageErrors).toEqual([]);
});

test('the Node example of the main README works', async () => {
  await runNode(adapt(readmeProgram('README.md', 'ts node'), newAccount()));
  expect(await measured('small-by-sdk.mp4')).toMatchObject(FULL_CLIP);
});

test('the shell examples of the main README work with curl and Node, for small and large files', async () => {
  const script = adapt(readmeProgram('README.md', 'sh run'), newAccount());
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: dir });
  expect(stdout).toMatch(/^data: .*"status":"completed"/m);
  expect(stdout).toMatch(/^queued$/m);
  expect(await measured('small.mp4')).toMatchObject(FULL_CLIP);
});
