import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { MAY_IMPORT, PARTS, TESTS_MAY_IMPORT } from './boundaries.ts';
import { checkFile, mayImport } from './check-file.ts';

type Manifest = { dependencies?: Record<string, string>; devDependencies?: Record<string, string> };

const SKIPPED = new Set(['node_modules', 'dist', '.next', 'generated']);
const SCOPE = '@media/';

/** The folders of the workspace, from the root. */
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
  // The package depends on what any part of it imports.
  const parts = Object.entries(PARTS).flatMap(([folder, part]) => (folder.startsWith(`${packageDir}/`) ? [part] : []));
  // An entry such as media/playlists needs the package itself among the dependencies.
  const mayDepend = (target: string) =>
    [packageName, ...parts].some(
      (row) => mayImport(row, target) || (MAY_IMPORT[row] ?? []).some((entry) => entry.startsWith(`${target}/`)),
    );
  const refused = [
    ...ours(dependencies).filter((target) => !mayDepend(target)),
    ...ours(devDependencies).filter((target) => !TESTS_MAY_IMPORT.includes(target) && !mayDepend(target)),
  ];
  return refused.map((target) => `${packageDir}/package.json: ${packageName} may not depend on ${SCOPE}${target}`);
};

/** Every crossing of a boundary in the workspace at `root`, by declared dependency and by import statement. */
export const violations = (root: string): string[] =>
  packageDirs(root).flatMap((packageDir) => {
    const packageName = basename(packageDir);
    if (!MAY_IMPORT[packageName]) return [`${packageDir}: has no row in tools/boundaries/boundaries.ts`];
    const manifest = readFileSync(join(root, packageDir, 'package.json'), 'utf8');
    const files = sourcesUnder(join(root, packageDir)).map((file) => ({
      path: relative(root, file).split(sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }));
    return [...checkManifest(packageDir, packageName, manifest), ...files.flatMap(checkFile)];
  });
