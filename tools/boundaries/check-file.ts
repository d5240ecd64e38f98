import { posix } from 'node:path';
import {
  IMPORTS_NO_LIBRARY,
  IS_TEST,
  MAY_IMPORT,
  MAY_READ_ENV,
  MAY_USE_ANY_LIBRARY,
  NO_MODULE_STATE,
  ONLY_IMPORTED_BY,
  TESTS_MAY_IMPORT,
} from './boundaries.ts';

/** A source file: its path from the root, and the package (its folder's name) it belongs to. */
export type SourceFile = { path: string; packageName: string; packageDir: string; text: string };

const IMPORT =
  /(?:^|[\n;}])\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]/g;
const READS_ENV = /\bprocess\.env\b/;
const MODULE_STATE = /^(?:export )?(?:let |const \w+(?:: [^=\n]+)? = new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\))/m;
const SCOPE = '@media/';

/** What a source text imports, static, dynamic and re-exported. Comments may not contain import statements. */
export const importsOf = (text: string): string[] =>
  [...text.matchAll(IMPORT)].flatMap((match) => match[1] ?? match[2] ?? []);

/** Whether a package may import `media` or `media/playlists`. */
export const mayImport = (packageName: string, target: string): boolean =>
  (MAY_IMPORT[packageName] ?? []).some((allowed) => target === allowed || target.startsWith(`${allowed}/`));

const ownerOf = (library: string): string | undefined => {
  const name = library.replace(/^node:/, '');
  const rule = Object.entries(ONLY_IMPORTED_BY).find(([prefix]) =>
    prefix.endsWith('/') ? name.startsWith(prefix) : name === prefix || name.startsWith(`${prefix}/`),
  );
  return rule?.[1];
};

const checkOurs = ({ path, packageName }: SourceFile, target: string): string[] => {
  const isForTests = TESTS_MAY_IMPORT.includes(target.split('/')[0] ?? target);
  if (mayImport(packageName, target) || (IS_TEST.test(path) && isForTests)) return [];
  return [`${path}: ${packageName} may not import ${SCOPE}${target}`];
};

const checkLibrary = ({ path, packageName }: SourceFile, library: string): string[] => {
  if (IS_TEST.test(path) || MAY_USE_ANY_LIBRARY.includes(packageName)) return [];
  if (IMPORTS_NO_LIBRARY.includes(packageName)) return [`${path}: ${packageName} imports nothing, but here ${library}`];
  const owner = ownerOf(library);
  return owner && owner !== packageName ? [`${path}: only ${owner} may import ${library}`] : [];
};

const checkRelative = ({ path, packageDir }: SourceFile, target: string): string[] => {
  const resolved = posix.join(posix.dirname(path), target);
  return resolved.startsWith(`${packageDir}/`) ? [] : [`${path}: imports ${target}, past the package's own folder`];
};

const checkImport = (file: SourceFile, specifier: string): string[] => {
  if (specifier.startsWith('.')) return checkRelative(file, specifier);
  if (specifier.startsWith(SCOPE)) return checkOurs(file, specifier.slice(SCOPE.length));
  if (specifier.startsWith('@/')) return []; // Next's alias of apps/web/src
  return checkLibrary(file, specifier);
};

/** One sentence for each line that may not be crossed and is. Pure. */
export const checkFile = (file: SourceFile): string[] => {
  const readsEnv = READS_ENV.test(file.text) && !IS_TEST.test(file.path);
  const mayRead = MAY_READ_ENV.some((place) => place.test(file.path));
  const keepsState = NO_MODULE_STATE.test(file.path) && !IS_TEST.test(file.path) && MODULE_STATE.test(file.text);
  return [
    ...importsOf(file.text).flatMap((specifier) => checkImport(file, specifier)),
    ...(readsEnv && !mayRead ? [`${file.path}: reads process.env; take it from the configuration instead`] : []),
    ...(keepsState ? [`${file.path}: keeps state in a module, which all tasks of the worker would share`] : []),
  ];
};
