import { join } from 'node:path';
import { buildAll } from '../build/build-all.ts';
import { BUBBLEWRAP, CHROMIUM, ensurePrograms, FFMPEG, REDIS } from '../start/system-packages.ts';
import { asTestRun, runTests } from './run-tests.ts';

const root = join(import.meta.dirname, '../..');
const args = process.argv.slice(2).filter((argument) => argument !== '--');

const projects = args.flatMap((argument, index) =>
  argument === '--project' ? [args[index + 1] ?? ''] : argument.startsWith('--project=') ? [argument.slice(10)] : [],
);

/** `--project unit`, `web` and `it` need neither pages nor browser. */
const wantsE2e = (): boolean => projects.length === 0 || projects.includes('e2e');

/** What takes its time, or another store, is asked for by name alone: `pnpm test:faults` and `pnpm test:stores`. */
const chosen = projects.length === 0 ? ['--project=!faults', '--project=!stores'] : [];

const prepare = async (): Promise<void> => {
  const linuxOnly = process.platform === 'linux' ? [BUBBLEWRAP, ...(wantsE2e() ? [CHROMIUM] : [])] : [];
  ensurePrograms([FFMPEG, REDIS, ...linuxOnly], console.log);
  if (process.platform === 'darwin' && wantsE2e())
    console.log('The browser tests use Google Chrome or Chromium: install one if they fail.');
  await buildAll({ root, withWeb: wantsE2e(), report: console.log });
};

await asTestRun(async () => {
  await prepare();
  return runTests(root, [...chosen, ...args]);
});
