import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { makeClip } from '@media/testkit';
import { publint } from 'publint';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { measure } from './support/measure.ts';
import { emptyProject, npmInstall, packSdk } from './support/packed-sdk.ts';

const run = promisify(execFile);
const { apiUrl } = inject('product');
const TSC = join(import.meta.dirname, '../node_modules/.bin/tsc');

const dir = mkdtempSync(join(tmpdir(), 'media-sdk-'));
const project = emptyProject(join(dir, 'project'));
const installed = join(project, 'node_modules/@media/sdk');
let tarball: Buffer;
afterAll(() => rmSync(dir, { recursive: true, force: true }));
beforeAll(async () => {
  const path = await packSdk(dir);
  tarball = readFileSync(path);
  await npmInstall(project, path);
});

const installedFiles = (): string[] =>
  readdirSync(installed, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

test('the package needs no other package, and has a readme, a license and no source maps', () => {
  expect(readdirSync(join(project, 'node_modules/@media'))).toEqual(['sdk']);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ license: 'MIT', type: 'module', sideEffects: false });
  const names = installedFiles().map((path) => path.slice(installed.length + 1));
  expect(names).toEqual(expect.arrayContaining(['README.md', 'LICENSE']));
  expect(names.filter((name) => name.endsWith('.map'))).toEqual([]);
  const code = installedFiles().filter((path) => /\.(js|ts)$/.test(path));
  const texts = code.map((path) => readFileSync(path, 'utf8')).join('\n');
  expect(texts).not.toMatch(/sourceMappingURL|workspace:|from ['"](zod|@media\/|eventsource-parser)/);
  expect(texts).not.toContain(join(import.meta.dirname, '..'));
});

test('its package.json has only what its users need', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const fields = ['name', 'version', 'description', 'keywords', 'license', 'type', 'sideEffects', 'engines', 'files'];
  expect(Object.keys(manifest).sort()).toEqual([...fields, 'exports', 'optionalDependencies'].sort());
  expect(Object.keys(manifest.optionalDependencies)).toEqual(['@node-rs/crc32']);
  expect(Object.keys(manifest.exports)).toEqual(['.', './node', './package.json']);
});

test('publint and arethetypeswrong find no problem in it', async () => {
  const { messages } = await publint({ pack: { tarball: Uint8Array.from(tarball).buffer }, strict: true });
  expect(messages).toEqual([]);
  const result = await checkPackage(createPackageFromTarballData(tarball));
  if (!result.types) throw new Error('The package has no types.');
  // ES modules only: `require` of them, and resolution as before Node 12, are not supported.
  const found = result.problems.filter(
    (problem) => !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
  );
  expect(found).toEqual([]);
});

const PROGRAM = `
import { writeFile } from 'node:fs/promises';
import { createClient, type VideoView } from '@media/sdk';
import { fileSource } from '@media/sdk/node';

const [path = '', target = '', email = ''] = process.argv.slice(2);
const client = createClient({ baseUrl: '${apiUrl}' });
await client.auth.register({ email, password: 'correct horse' });
const video: VideoView = await client.uploadFile(await fileSource(path), { video: { recipe: 'compress' } });
for await (const { status, error } of client.watch(video.id)) console.log(status, error?.code);
const { outputs } = await client.videos.get(video.id);
const id: string | undefined = outputs.find(({ kind }) => kind === 'mp4')?.id;
const { body } = await fetch(await client.videos.downloadUrl(video.id, id));
if (body) await writeFile(target, body);
`;

const PAGE = `
import { ApiError, createClient, type UploadProgress } from '@media/sdk';

const client = createClient({ baseUrl: '/api', session: 'cookie' });
const [input] = document.getElementsByTagName('input');
const onProgress = ({ sentBytes, totalBytes }: UploadProgress): void => console.log(sentBytes / totalBytes);
const [file] = input?.files ?? [];
if (file) client.uploadFile(file, { onProgress }).catch((error) => error instanceof ApiError && error.code === 'UPLOAD_INCOMPLETE');
// @ts-expect-error: types are checked
client.videos.rename(1, 2);
`;

const NODE_TYPES = dirname(dirname(createRequire(import.meta.url).resolve('@types/node/package.json')));

test.each([
  ['nodenext', 'program.ts', PROGRAM, ['--lib', 'es2024', '--typeRoots', NODE_TYPES, '--types', 'node']],
  ['bundler', 'page.ts', PAGE, ['--lib', 'es2023,dom,dom.asynciterable', '--types', '']],
])('a strict program compiles against it with moduleResolution %s', async (resolution, file, text, options) => {
  writeFileSync(join(project, file), text);
  const module = resolution === 'bundler' ? 'esnext' : resolution;
  const args = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2023'];
  args.push('--module', module, '--moduleResolution', resolution, ...options, file);
  const { stdout } = await run(TSC, args, { cwd: project }).catch(({ stdout: problems }) => ({ stdout: problems }));
  expect(stdout).toBe('');
});

test('the installed package uploads, follows and downloads a video', async () => {
  const clip = await makeClip({ seconds: 2, size: '640x360' });
  writeFileSync(join(project, 'run.mts'), PROGRAM);
  const target = join(dir, 'small.mp4');
  const args = [join(project, 'run.mts'), clip, target, `${crypto.randomUUID()}@example.org`];
  const { stdout } = await run(process.execPath, args, { cwd: project });
  expect(stdout).toMatch(/^completed undefined$/m);
  expect(await measure(target)).toMatchObject({ frames: 60, hasAudio: true });
});
