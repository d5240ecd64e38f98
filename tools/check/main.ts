import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { violations } from '../boundaries/violations.ts';
import { buildAll } from '../build/build-all.ts';
import { lintOpenApi } from './openapi/lint-open-api.ts';
import { runTool } from './run-tool.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const DESCRIPTION_BYTES = 16 * 1024 * 1024;

type Check = { title: string; passes(): Promise<boolean> };

const tool = (title: string, name: string, args: string[]): Check => ({
  title,
  passes: async () => (await runTool(root, name, args)) === 0,
});

/** Runs before the other type checks, which read the declarations it emits. */
const compile: Check = {
  title: 'Types of the packages (tsc -b)',
  passes: async () => {
    await buildAll({ root, withWeb: false, report: console.log });
    return true;
  },
};

const boundaries: Check = {
  title: 'Boundaries between packages',
  passes: async () => {
    const found = violations(root);
    for (const violation of found) console.error(violation);
    return found.length === 0;
  },
};

const typesOf = (project: string): Check => tool(`Types of ${project}`, 'tsc', ['--noEmit', '-p', project]);

/** Not covered by `tsc -b`: tests, and folders that other tools compile. */
const NOT_BUILT = ['tsconfig.tests.json', 'tools', 'e2e', 'apps/web', 'examples', 'examples/nextjs'];

const openApi: Check = {
  title: 'OpenAPI (Redocly)',
  passes: async () => {
    const { stdout } = await run(process.execPath, [join(root, 'apps/api/dist/openapi/main.js')], {
      maxBuffer: DESCRIPTION_BYTES,
    });
    const found = await lintOpenApi(stdout);
    for (const problem of found) console.error(problem);
    return found.length === 0;
  },
};

const STYLE = 'Style (Biome)';

const CHECKS: Check[] = [
  tool(STYLE, 'biome', ['check', '--error-on-warnings']),
  compile,
  ...NOT_BUILT.map(typesOf),
  boundaries,
  openApi,
  tool('Unused code (Knip)', 'knip', []),
];

const failed: string[] = [];
for (const { title, passes } of CHECKS) {
  console.log(`\n== ${title}`);
  const passed = await passes().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return false;
  });
  console.log(passed ? 'OK' : 'FAILED');
  if (!passed) failed.push(title);
}
console.log(failed.length ? `\nFailed: ${failed.join('; ')}` : '\nAll checks passed.');
if (failed.includes(STYLE)) console.log('To fix most style problems, run `npx biome check --write`.');
process.exitCode = failed.length ? 1 : 0;
