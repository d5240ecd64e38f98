import { join } from 'node:path';
import { buildAll } from '../build/build-all.ts';
import { BUBBLEWRAP, CHROMIUM, ensurePrograms, FFMPEG, REDIS } from '../start/system-packages.ts';
import { chooseTests, describeCount } from './choose-tests.ts';
import { readChanges } from './read-changes.ts';
import { asTestRun, runTests } from './run-tests.ts';

const CHANGED = '--changed';

const root = join(import.meta.dirname, '../..');
const args = process.argv.slice(2).filter((argument) => argument !== '--');

const projects = args.flatMap((argument, index) =>
  argument === '--project' ? [args[index + 1] ?? ''] : argument.startsWith('--project=') ? [argument.slice(10)] : [],
);

/** Tests that are slow or need another object store run only if named: `pnpm test:faults`, `test:hostile` and `test:stores`. */
const chosen = projects.length === 0 ? ['--project=!faults', '--project=!hostile', '--project=!stores'] : [];

const prepare = async (withE2e: boolean): Promise<void> => {
  const linuxOnly = process.platform === 'linux' ? [BUBBLEWRAP, ...(withE2e ? [CHROMIUM] : [])] : [];
  ensurePrograms([FFMPEG, REDIS, ...linuxOnly], console.log);
  if (process.platform === 'darwin' && withE2e)
    console.log('The browser tests use Google Chrome or Chromium: install one if they fail.');
  await buildAll({ root, withWeb: withE2e, report: console.log });
};

/** `pnpm test --changed`: the fast loop. Prints what it leaves out. */
const runChanged = async (): Promise<boolean> => {
  if (args.length > 1) throw new Error(`${CHANGED} chooses the tests itself. Remove the other arguments.`);
  const { base, ...changes } = readChanges(root);
  const { runs, reasons } = chooseTests(changes);
  console.log(`${describeCount(changes.changed.length)} from ${base}:`);
  for (const reason of reasons) console.log(`  ${reason}`);
  const needsE2e = runs.flat().some((argument) => argument.startsWith('e2e/') || argument === '--project=!faults');
  if (runs.length > 0) await prepare(needsE2e);
  return runTests(root, ...runs);
};

await asTestRun(async () => {
  if (args.includes(CHANGED)) return runChanged();
  // `--project unit`, `web` and `it` need neither the built pages nor a browser.
  await prepare(projects.length === 0 || projects.includes('e2e'));
  return runTests(root, [...chosen, ...args]);
});
