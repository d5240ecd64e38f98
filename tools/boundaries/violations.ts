import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { ALLOWED_IMPORTS, PARTS, TEST_IMPORTS } from './boundaries.ts';
import { canImport, checkFile } from './check-file.ts';

type Manifest = { dependencies?: Record<string, string>; devDependencies?: Record<string, string> };

const SKIPPED = new Set(['node_modules', 'dist', '.next', 'generated']);
const SCOPE = '@media/';

/** The packages' folders, relative to the root. */
const packageDirs = (root: string): string[] => [
  ...['apps', 'packages'].flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`)),
  'tools',
  'e2e',
];

const sourcesUnder = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (SKIPPED.has(name)) return [];
    if (statSync(path).isDirectory()) return sourcesUnder(path);
    return /\.[cm]?tsx?$/.test(name) ? [path] : [];
  });

const checkManifest = (packageDir: string, packageName: string, text: string): string[] => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(text) as Manifest;
  const ours = (all: Record<string, string>) =>
    Object.keys(all).flatMap((name) => (name.startsWith(SCOPE) ? name.slice(SCOPE.length) : []));
  // The parts of `tools` share one package.json.
  const parts = Object.entries(PARTS).flatMap(([folder, part]) => (folder.startsWith(`${packageDir}/`) ? [part] : []));
  // Importing an entry point such as media/playlists requires a dependency on the whole package.
  const canDepend = (target: string) =>
    [packageName, ...parts].some(
      (row) => canImport(row, target) || (ALLOWED_IMPORTS[row] ?? []).some((entry) => entry.startsWith(`${target}/`)),
    );
  const forbidden = [
    ...ours(dependencies).filter((target) => !canDepend(target)),
    ...ours(devDependencies).filter((target) => !TEST_IMPORTS.includes(target) && !canDepend(target)),
  ];
  return forbidden.map((target) => `${packageDir}/package.json: ${packageName} must not depend on ${SCOPE}${target}`);
};

/** All boundary violations in the workspace at `root`: declared dependencies and import statements. */
export const violations = (root: string): string[] =>
  packageDirs(root).flatMap((packageDir) => {
    const packageName = basename(packageDir);
    if (!ALLOWED_IMPORTS[packageName]) return [`${packageDir}: has no row in tools/boundaries/boundaries.ts`];
    const manifest = readFileSync(join(root, packageDir, 'package.json'), 'utf8');
    const files = sourcesUnder(join(root, packageDir)).map((file) => ({
      path: relative(root, file).split(sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }));
    return [...checkManifest(packageDir, packageName, manifest), ...files.flatMap(checkFile)];
  });
