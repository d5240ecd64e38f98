import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const JOURNEY = join(import.meta.dirname, '../client/journey.ts');
/** The program is copied here, next to the types generated for it. */
const BUILD_DIR = join(import.meta.dirname, '../dist/client');

/** The strictest options that API clients might use. The generated types are a .ts file, so `skipLibCheck` doesn't skip them. */
const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  types: [],
  skipLibCheck: true,
  rootDir: BUILD_DIR,
};

const HOST: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => BUILD_DIR,
  getNewLine: () => '\n',
};

/** Compiles the journey with the generated types. Returns the compiler errors. */
const compile = (): string => {
  const program = ts.createProgram([join(BUILD_DIR, 'journey.ts')], OPTIONS);
  const { diagnostics } = program.emit();
  return ts.formatDiagnostics([...ts.getPreEmitDiagnostics(program), ...diagnostics], HOST);
};

export type Client = {
  /** Empty if the generated types and the journey compile. */
  compilerErrors: string;
  /** Signs up, uploads, follows, cancels, and deletes a video. Returns the values it observed. */
  journey(baseUrl: string): Promise<string[]>;
};

/** Generates a client from an OpenAPI document, as users would, and compiles a program that uses it. */
export const buildClient = async (description: string): Promise<Client> => {
  await mkdir(BUILD_DIR, { recursive: true });
  await writeFile(join(BUILD_DIR, 'schema.ts'), astToString(await openapiTypescript(description)));
  await copyFile(JOURNEY, join(BUILD_DIR, 'journey.ts'));
  const compilerErrors = compile();
  const { journey } = await import(pathToFileURL(join(BUILD_DIR, 'journey.js')).href);
  return { compilerErrors, journey };
};
