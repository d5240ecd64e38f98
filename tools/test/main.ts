import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAll } from '../build/build-all.ts';
import { runTool } from '../check/run-tool.ts';
import { BUBBLEWRAP, CHROMIUM, ensurePrograms, FFMPEG, REDIS } from '../start/system-packages.ts';
import { type Report, summarize } from './summary.ts';

const root = join(import.meta.dirname, '../..');
const args = process.argv.slice(2).filter((argument) => argument !== '--');

const projects = args.flatMap((argument, index) =>
  argument === '--project' ? [args[index + 1] ?? ''] : argument.startsWith('--project=') ? [argument.slice(10)] : [],
);

/** `--project unit`, `web` and `it` need neither pages nor browser. */
const wantsE2e = (): boolean => projects.length === 0 || projects.includes('e2e');

/** Killing workers takes its time, and is asked for by name alone: `pnpm test:faults`. */
const chosen = projects.length === 0 ? ['--project=!faults'] : [];

const prepare = async (): Promise<void> => {
  const linuxOnly = process.platform === 'linux' ? [BUBBLEWRAP, ...(wantsE2e() ? [CHROMIUM] : [])] : [];
  ensurePrograms([FFMPEG, REDIS, ...linuxOnly], console.log);
  if (process.platform === 'darwin' && wantsE2e())
    console.log('The browser tests use Google Chrome or Chromium: install one if they fail.');
  await buildAll({ root, withWeb: wantsE2e(), report: console.log });
};

const readReport = (path: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

const run = async (): Promise<boolean> => {
  const dir = mkdtempSync(join(tmpdir(), 'media-test-report-'));
  const file = join(dir, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await runTool(root, 'vitest', ['run', ...reporters, ...chosen, ...args]);
  const { passed, failed, notes } = summarize(readReport(file), exitCode);
  rmSync(dir, { recursive: true });
  for (const note of notes) console.log(note);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0;
};

try {
  await prepare();
  if (!(await run())) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
