import { readFile } from 'node:fs/promises';
import { findPackageJSON, stripTypeScriptTypes } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const HOME = '/readme-example/';
const HAS_RUN = 'has run';
const SDK = import.meta.resolve('@media/sdk');

/** The folder of a package that the SDK imports. */
const dependency = (name: string): string => dirname(findPackageJSON(name, SDK) ?? '');

/** The folders and entry files of the modules that an example imports. */
const MODULES: Record<string, { folder: string; entry: string }> = {
  '@media/sdk': { folder: dirname(fileURLToPath(SDK)), entry: 'index.js' },
  'eventsource-parser/stream': { folder: join(dependency('eventsource-parser'), 'dist'), entry: 'stream.js' },
  'hls.js': { folder: dirname(fileURLToPath(import.meta.resolve('hls.js'))), entry: 'hls.mjs' },
};

const pageOf = (body: string): string => {
  const imports = Object.entries(MODULES).map(([name, { entry }], index) => [name, `${HOME}${index}/${entry}`]);
  const map = JSON.stringify({ imports: Object.fromEntries(imports) });
  // Runs after the whole example, including its top-level awaits.
  const script = `import '${HOME}example.js'; document.title = '${HAS_RUN}';`;
  return `<!doctype html><script type="importmap">${map}</script><script type="module">${script}</script>${body}`;
};

const moduleFile = (path: string): string => {
  const [number = '', ...rest] = path.split('/');
  const { folder = '' } = Object.values(MODULES)[Number(number)] ?? {};
  return join(folder, normalize(`/${rest.join('/')}`));
};

/**
 * Opens a page on the web server's origin that contains only the example. Its modules are served from disk. Everything else,
 * including the API, comes from the real servers. Resolves when the example has run.
 */
export const openExample = async (
  page: Page,
  webUrl: string,
  example: { body: string; script: string },
): Promise<void> => {
  const script = stripTypeScriptTypes(example.script);
  await page.route(`${webUrl}${HOME}**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(HOME.length);
    if (path === '') return route.fulfill({ contentType: 'text/html', body: pageOf(example.body) });
    const body = path === 'example.js' ? script : await readFile(moduleFile(path), 'utf8');
    return route.fulfill({ contentType: 'text/javascript', body });
  });
  await page.goto(`${webUrl}${HOME}`);
  await page.waitForFunction((title) => document.title === title, HAS_RUN);
};
