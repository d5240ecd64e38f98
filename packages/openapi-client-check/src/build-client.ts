import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const JOURNEY = join(import.meta.dirname, '../client/journey.ts');
/** The program stands beside the types that are generated for it. */
const BUILD_DIR = join(import.meta.dirname, '../dist/client');

/** As strict as its users may be. The generated types are a source, so that they are checked like the rest. */
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

/** Compiles the journey with the generated types. Returns what the compiler complains about. */
const compile = (): string => {
  const program = ts.createProgram([join(BUILD_DIR, 'journey.ts')], OPTIONS);
  const { diagnostics } = program.emit();
  return ts.formatDiagnostics([...ts.getPreEmitDiagnostics(program), ...diagnostics], HOST);
};

export type Client = {
  /** Empty when the generated types and the journey compile. */
  complaints: string;
  /** Goes from an account to a deleted video at the API of that address, and returns what it has seen. */
  journey(baseUrl: string): Promise<string[]>;
};

/** Generates a client from an OpenAPI description, as its users do, and compiles a program that uses it. */
export const buildClient = async (description: string): Promise<Client> => {
  await mkdir(BUILD_DIR, { recursive: true });
  await writeFile(join(BUILD_DIR, 'schema.ts'), astToString(await openapiTypescript(description)));
  await copyFile(JOURNEY, join(BUILD_DIR, 'journey.ts'));
  const complaints = compile();
  const { journey } = await import(pathToFileURL(join(BUILD_DIR, 'journey.js')).href);
  return { complaints, journey };
};
