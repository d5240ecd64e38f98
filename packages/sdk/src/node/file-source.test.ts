import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../client.js';
import { signedIn } from '../fixtures/serve.js';
import { uploadServer } from '../fixtures/upload-server.js';
import { fileSource } from './file-source.js';

const fileOf = async (bytes: Uint8Array): Promise<string> => {
  const dir = await mkdtemp(join(tmpdir(), 'sdk-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const path = join(dir, 'clip.mp4');
  await writeFile(path, bytes);
  return path;
};
const clientOf = (baseUrl: string) => createClient({ baseUrl, tokens: signedIn() });

test('a file that is read in many chunks arrives intact, with a checksum for each part', async () => {
  const bytes = randomBytes(3_500_001);
  const server = await uploadServer({ partSizeBytes: 1_200_000 });
  await clientOf(server.baseUrl).uploadFile(await fileSource(await fileOf(bytes)));
  expect(server.storedBytes().equals(bytes)).toBe(true);
  expect(server.checksums.filter(Boolean)).toHaveLength(3);
});

test('a slice is a Blob with the same bytes', async () => {
  const bytes = randomBytes(2_000);
  const source = await fileSource(await fileOf(bytes));
  expect(source).toMatchObject({ name: 'clip.mp4', sizeBytes: 2_000 });
  const blob = await source.slice(500, 1_500);
  expect(Buffer.from(await blob.arrayBuffer()).equals(bytes.subarray(500, 1_500))).toBe(true);
});

test.each([
  ['longer', (path: string) => appendFile(path, 'more')],
  ['shorter', (path: string) => truncate(path, 10)],
  ['different with the same size', (path: string) => writeFile(path, randomBytes(2_000))],
  ['gone', (path: string) => rm(path)],
])('a file that is now %s stops the upload', async (_, change) => {
  const path = await fileOf(randomBytes(2_000));
  const source = await fileSource(path);
  await change(path);
  const server = await uploadServer({ partSizeBytes: 1_000 });
  const failure = await clientOf(server.baseUrl)
    .uploadFile(source)
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: expect.stringMatching(/^(NotReadableError|Error)$/) });
  expect(server.puts).toEqual([]);
});

test('a missing file is an error before an upload is created', async () => {
  await expect(fileSource('/nowhere/clip.mp4')).rejects.toMatchObject({ code: 'ENOENT' });
});
