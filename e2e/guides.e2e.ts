import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { product } from './support/product.ts';
import { readmeBlocks, readmeProgram } from './support/readme-blocks.ts';

const run = promisify(execFile);
const { apiUrl } = product();

/** What the commands of each guide print. */
const GUIDES: [page: string, output: string][] = [
  ['docs/guides/api-keys.md', 'apiKey waiting USER_REQUIRED apiKey apiKey API_KEY_INVALID'],
  [
    'docs/guides/library.md',
    'Rome,Sea 1 Drone:1,Rome:1,Sea:2 true 1 Été à Rome 0 VIDEO_NOT_FOUND DJI_0042-sea 1 30 1 VIDEO_NOT_FOUND',
  ],
  [
    'docs/guides/sharing.md',
    "true SHARE_PASSWORD_REQUIRED SHARE_PASSWORD_WRONG clip 1 SHARE_GONE SHARE_GONE VIDEO_NOT_FOUND unlisted clip 2 'self' example.com *.example.com 640 private VIDEO_NOT_FOUND",
  ],
  ['docs/guides/statistics.md', 'public 28 0 204 204 false organization undefined'],
];

test.each(GUIDES)('the commands in %s work, and print what it says', async (page, output) => {
  expect(readmeBlocks(page).filter(({ info }) => info !== 'sh run')).toEqual([]);
  const script = readmeProgram(page, 'sh run')
    .replaceAll('http://localhost:3001', apiUrl)
    .replaceAll('ada@example.org', `${crypto.randomUUID()}@example.org`);
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script]);
  expect(stdout.trim().split(/\s+/).join(' ')).toBe(output);
});
