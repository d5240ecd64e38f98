import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SessionTokens, VideoView } from '@media/contracts';
import { makeClip } from '@media/testkit';
import { cleanEnv, freePorts } from '@media/testkit/product';
import { afterAll, expect, test } from 'vitest';
import { caller } from './support/api.ts';
import { measure } from './support/measure.ts';
import { processesMatching } from './support/processes.ts';
import { product } from './support/product.ts';

const DEMO = join(import.meta.dirname, '../tools/lab/demo/main.ts');
const dir = mkdtempSync(join(tmpdir(), 'media-demo-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

type DemoResult = { code: number; output: string };

/** Runs the demo in the test's folder without a terminal until it exits. */
const runDemo = (args: string[], env: Record<string, string>): Promise<DemoResult> =>
  new Promise((resolve) => {
    const options = { cwd: dir, env: { ...cleanEnv(), ...env } };
    const child = execFile(process.execPath, [DEMO, ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(child.exitCode ?? -1) : 0, output: stdout + stderr }),
    );
    child.stdin?.end();
  });

const runningProduct = (): Record<string, string> => {
  const { webUrl, apiUrl } = product();
  return { PUBLIC_URL: webUrl, WEB_PORT: new URL(webUrl).port, API_PORT: new URL(apiUrl).port };
};

const ownProduct = async (): Promise<Record<string, string>> => {
  const ports = Object.entries(await freePorts()).map(([name, port]) => [name, String(port)]);
  return { ...Object.fromEntries(ports), DATA_DIR: join(dir, 'data') };
};

test('without a file, it generates a clip, logs its progress, and prints the result and where to find it', async () => {
  const { code, output } = await runDemo([], runningProduct());
  expect(code, output).toBe(0);
  expect(output).toContain(`Using the product running at ${product().webUrl}`);
  for (const step of ['Uploading', 'Processing', 'Downloading'])
    expect(output).toMatch(new RegExp(`^${step} +█{30} 100%`, 'm'));
  expect(output).not.toContain('\x1b');

  const [source, result] = ['demo-clip.mp4', 'demo-clip-processed.mp4'].map((name) => join(dir, 'demo-output', name));
  const [before, after] = [await measure(source ?? ''), await measure(result ?? '')];
  expect(before).toMatchObject({ width: 1280, height: 720, frames: 300, hasAudio: true });
  expect(after).toMatchObject({ width: 1280, height: 720, frames: 300, hasAudio: true });
  const saved = Math.round(100 * (1 - statSync(result ?? '').size / statSync(source ?? '').size));
  expect(output).toContain(`Saved ${saved}% of the size.`);
  expect(saved).toBeGreaterThan(20);

  const [, email, password] = /^Sign in as: (\S+), password (\S+)$/m.exec(output) ?? [];
  const [, id] = /^Watch it: +http:\S+\/videos\/(\S+)$/m.exec(output) ?? [];
  const { body } = await caller('').call<SessionTokens>('POST', '/auth/login', { email, password });
  const seen = await caller(body.accessToken).call<VideoView>('GET', `/videos/${id}`);
  expect(seen.body).toMatchObject({ title: 'demo-clip', status: 'completed' });
});

test('if no product is running, it starts one and stops it at the end', async () => {
  const file = await makeClip({ seconds: 1 });
  const env = await ownProduct();
  const { code, output } = await runDemo([file], env);
  expect(code, output).toBe(0);
  expect(output).toContain('No running product found. Starting one for the demo.');
  expect(output).toMatch(/^resolution +320 × 180 +320 × 180$/m);
  expect(processesMatching(env.DATA_DIR ?? '')).toEqual([]);
});

test.each([
  ["a file that isn't a video", 'notes.mp4', {}, /notes\.mp4 is not a video or audio file/],
  ['a missing file', 'nowhere.mp4', {}, /File not found: .*nowhere\.mp4/],
  ['no API at PUBLIC_URL', '', { PUBLIC_URL: 'http://media.invalid' }, /No API found at http:\/\/media\.invalid\/api/],
])('%s stops the demo with a clear message before anything is started', async (_, name, environment, sentence) => {
  writeFileSync(join(dir, 'notes.mp4'), 'Dear diary');
  const file = name ? join(dir, name) : await makeClip({ seconds: 1 });
  const { code, output } = await runDemo([file], { ...(await ownProduct()), ...environment });
  expect(code).toBe(1);
  expect(output).toMatch(sentence);
  expect(output).not.toMatch(/Starting one|Signed up|at .*\.ts:\d/);
});
