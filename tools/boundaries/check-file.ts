import { posix } from 'node:path';
import {
  IMPORTS_NO_LIBRARY,
  IS_TEST,
  MAY_IMPORT,
  MAY_READ_ENV,
  MAY_USE_ANY_LIBRARY,
  NO_MODULE_STATE,
  ONLY_IMPORTED_BY,
  PARTS,
  TESTS_MAY_IMPORT,
} from './boundaries.ts';

/** A source file with its path from the root. */
export type SourceFile = { path: string; text: string };

const IMPORT =
  /(?:^|[\n;}])\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g;
const READS_ENV = /\bprocess\.env\b/;
const MODULE_STATE = /^(?:export )?(?:let |const \w+(?:: [^=\n]+)? = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\))/m;
const SCOPE = '@media/';

/** The folder of the package that a file belongs to, such as `packages/core` or `tools`. */
const packageDirOf = (path: string): string => /^(?:(?:apps|packages)\/)?[^/]+/.exec(path)?.[0] ?? '';

/** The row of the table that a file belongs to: its package, or the part of it. */
const rowOf = (path: string): string =>
  PARTS[path.split('/', 2).join('/')] ?? packageDirOf(path).split('/').at(-1) ?? '';

/** What a source text imports, static, dynamic and re-exported. Comments may not contain import statements. */
export const importsOf = (text: string): string[] =>
  [...text.matchAll(IMPORT)].flatMap((match) => match[1] ?? match[2] ?? []);

/** Whether a package or part may import `media` or `media/playlists`. */
export const mayImport = (row: string, target: string): boolean =>
  (MAY_IMPORT[row] ?? []).some((allowed) => target === allowed || target.startsWith(`${allowed}/`));

const ownerOf = (library: string): string | undefined => {
  const name = library.replace(/^node:/, '');
  const rule = Object.entries(ONLY_IMPORTED_BY).find(([prefix]) =>
    prefix.endsWith('/') ? name.startsWith(prefix) : name === prefix || name.startsWith(`${prefix}/`),
  );
  return rule?.[1];
};

const checkOurs = (path: string, target: string): string[] => {
  const isForTests = TESTS_MAY_IMPORT.includes(target.split('/')[0] ?? target);
  if (mayImport(rowOf(path), target) || (IS_TEST.test(path) && isForTests)) return [];
  return [`${path}: ${rowOf(path)} may not import ${SCOPE}${target}`];
};

const checkLibrary = (path: string, library: string): string[] => {
  const row = rowOf(path);
  if (IS_TEST.test(path) || MAY_USE_ANY_LIBRARY.includes(row)) return [];
  if (IMPORTS_NO_LIBRARY.includes(row)) return [`${path}: ${row} imports nothing, but here ${library}`];
  const owner = ownerOf(library);
  return owner && owner !== row ? [`${path}: only ${owner} may import ${library}`] : [];
};

const checkRelative = (path: string, target: string): string[] => {
  const resolved = posix.join(posix.dirname(path), target);
  if (packageDirOf(resolved) !== packageDirOf(path))
    return [`${path}: imports ${target}, past the package's own folder`];
  const [from, to] = [rowOf(path), rowOf(resolved)];
  return from === to || mayImport(from, to) ? [] : [`${path}: ${from} may not import ${to}, but here ${target}`];
};

const checkImport = (path: string, specifier: string): string[] => {
  if (specifier.startsWith('.')) return checkRelative(path, specifier);
  if (specifier.startsWith(SCOPE)) return checkOurs(path, specifier.slice(SCOPE.length));
  if (specifier.startsWith('@/')) return []; // Next's alias of apps/web/src
  return checkLibrary(path, specifier);
};

/** One sentence for each line that may not be crossed and is. Pure. */
export const checkFile = ({ path, text }: SourceFile): string[] => {
  const readsEnv = READS_ENV.test(text) && !IS_TEST.test(path);
  const mayRead = MAY_READ_ENV.some((place) => place.test(path));
  const keepsState = NO_MODULE_STATE.test(path) && !IS_TEST.test(path) && MODULE_STATE.test(text);
  return [
    ...importsOf(text).flatMap((specifier) => checkImport(path, specifier)),
    ...(readsEnv && !mayRead ? [`${path}: reads process.env; take it from the configuration instead`] : []),
    ...(keepsState ? [`${path}: keeps state in a module, which all tasks of the worker would share`] : []),
  ];
};
