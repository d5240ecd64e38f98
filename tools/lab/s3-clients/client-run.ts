import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The server and folders for a client. */
export type ClientEnvironment = {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** A folder with `small.txt`, `large.bin` and `tree/`. */
  source: string;
  /** An empty folder for this client. */
  work: string;
};

/** `run` throws if the operation fails or the bytes differ. */
export type Step = { name: string; run(): Promise<void> };
export type Client = {
  name: string;
  version(): Promise<string>;
  steps(environment: ClientEnvironment): Promise<Step[]>;
};

/**
 * Prefers the system's packages, and removes AWS_ variables, which could select another account or a CA bundle that rclone can't
 * load.
 */
const clientEnv = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  PATH: `/usr/bin:${process.env.PATH}`,
});

/** Runs a client's program. Resolves to its stdout. */
export const execute = async (command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<string> => {
  const { stdout } = await run(command, args, {
    env: { ...clientEnv(), ...env },
    timeout: 120_000,
    maxBuffer: 2 ** 26,
  });
  return stdout;
};

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
};

/** @throws Error unless two files have the same bytes */
export const requireSameFile = async (expected: string, actual: string): Promise<void> => {
  if ((await hashOf(expected)) !== (await hashOf(actual))) throw new Error(`${actual} differs from ${expected}`);
};

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
};

/** @throws Error unless two folders contain the same files with the same bytes */
export const requireSameTree = async (expected: string, actual: string): Promise<void> => {
  const [wanted, found] = [await filesBelow(expected), await filesBelow(actual)];
  if (wanted.join('\n') !== found.join('\n'))
    throw new Error(`expected ${wanted.join(', ')}; found ${found.join(', ')}`);
  for (const name of wanted) await requireSameFile(join(expected, name), join(actual, name));
};

/** @throws Error unless `text` contains `part`, or doesn't contain it if `isExpected` is false */
export const requireText = (text: string, part: string, isExpected = true): void => {
  if (text.includes(part) !== isExpected)
    throw new Error(`${isExpected ? 'missing' : 'unexpected'} ${part} in: ${text.trim()}`);
};

/** @throws Error unless `work` rejects with a matching message */
export const requireFailure = async (work: Promise<unknown>, pattern: RegExp): Promise<void> => {
  const outcome = await work.then(
    () => 'it succeeded',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (!pattern.test(outcome)) throw new Error(`expected an error matching ${pattern}, got: ${outcome}`);
};
