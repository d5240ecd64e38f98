import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const curl = async (args: string[]): Promise<number> => {
  const { stdout } = await run('curl', ['--silent', '--fail', '--show-error', '--write-out', '%{time_total}', ...args]);
  return Number(stdout.trim());
};

/** Sends a file; returns the seconds from connecting to the end of the answer. */
export const curlPut = (url: string, file: string): Promise<number> =>
  curl(['--output', '/dev/null', '--upload-file', file, url]);

/** Reads a body and throws it away; returns the seconds that took. */
export const curlGet = (url: string): Promise<number> => curl(['--output', '/dev/null', url]);
