import { posix } from 'node:path';
import {
  ALLOWED_IMPORTS,
  ENV_READERS,
  IS_TEST,
  LIBRARY_OWNERS,
  NO_MODULE_STATE,
  PARTS,
  TEST_IMPORTS,
  UNRESTRICTED,
  WITHOUT_LIBRARIES,
} from './boundaries.ts';

/** `path` is relative to the repository root. */
export type SourceFile = { path: string; text: string };

const IMPORT =
  /(?:^|[\n;}])\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g;
const READS_ENV = /\bprocess\.env\b/;
const MODULE_STATE = /^(?:export )?(?:let |const \w+(?:: [^=\n]+)? = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\))/m;
const SCOPE = '@media/';

/** The folder of the package that a file belongs to, such as `packages/core` or `tools`. */
const packageDirOf = (path: string): string => /^(?:(?:apps|packages)\/)?[^/]+/.exec(path)?.[0] ?? '';

/** The row of the table that applies to a file: its package, or its part of `tools`. */
const rowOf = (path: string): string =>
  PARTS[path.split('/', 2).join('/')] ?? packageDirOf(path).split('/').at(-1) ?? '';

/** The specifiers of all static, dynamic and re-exporting imports. Import statements in comments count too. */
export const importsOf = (text: string): string[] =>
  [...text.matchAll(IMPORT)].flatMap((match) => match[1] ?? match[2] ?? []);

/** Whether a row can import `target`, such as `media` or `media/playlists`. */
export const canImport = (row: string, target: string): boolean =>
  (ALLOWED_IMPORTS[row] ?? []).some((allowed) => target === allowed || target.startsWith(`${allowed}/`));

const ownerOf = (library: string): string | undefined => {
  const name = library.replace(/^node:/, '');
  const rule = Object.entries(LIBRARY_OWNERS).find(([prefix]) =>
    prefix.endsWith('/') ? name.startsWith(prefix) : name === prefix || name.startsWith(`${prefix}/`),
  );
  return rule?.[1];
};

const checkOurs = (path: string, target: string): string[] => {
  const isForTests = TEST_IMPORTS.includes(target.split('/')[0] ?? target);
  if (canImport(rowOf(path), target) || (IS_TEST.test(path) && isForTests)) return [];
  return [`${path}: ${rowOf(path)} must not import ${SCOPE}${target}`];
};

const checkLibrary = (path: string, library: string): string[] => {
  const row = rowOf(path);
  if (IS_TEST.test(path) || UNRESTRICTED.includes(row)) return [];
  if (WITHOUT_LIBRARIES.includes(row)) return [`${path}: ${row} must not import any library, but imports ${library}`];
  const owner = ownerOf(library);
  return owner && owner !== row ? [`${path}: only ${owner} can import ${library}`] : [];
};

const checkRelative = (path: string, target: string): string[] => {
  const resolved = posix.join(posix.dirname(path), target);
  if (packageDirOf(resolved) !== packageDirOf(path))
    return [`${path}: imports ${target}, which is outside its package`];
  const [from, to] = [rowOf(path), rowOf(resolved)];
  return from === to || canImport(from, to) ? [] : [`${path}: ${from} must not import ${to}, but imports ${target}`];
};

const checkImport = (path: string, specifier: string): string[] => {
  if (specifier.startsWith('.')) return checkRelative(path, specifier);
  if (specifier.startsWith(SCOPE)) return checkOurs(path, specifier.slice(SCOPE.length));
  if (specifier.startsWith('@/')) return []; // Next.js's alias for apps/web/src
  return checkLibrary(path, specifier);
};

/** One sentence per violation. Pure. */
export const checkFile = ({ path, text }: SourceFile): string[] => {
  const readsEnv = READS_ENV.test(text) && !IS_TEST.test(path);
  const canRead = ENV_READERS.some((place) => place.test(path));
  const keepsState = NO_MODULE_STATE.test(path) && !IS_TEST.test(path) && MODULE_STATE.test(text);
  return [
    ...importsOf(text).flatMap((specifier) => checkImport(path, specifier)),
    ...(readsEnv && !canRead ? [`${path}: reads process.env; take it from the configuration instead`] : []),
    ...(keepsState ? [`${path}: has module-level state, which all tasks of a worker would share`] : []),
  ];
};
