import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const curl = async (args: string[]): Promise<number> => {
  const { stdout } = await run('curl', ['--silent', '--fail', '--show-error', '--write-out', '%{time_total}', ...args]);
  return Number(stdout.trim());
};

/** Sends a file. Resolves to the seconds from connecting to the end of the response. */
export const curlPut = (url: string, file: string): Promise<number> =>
  curl(['--output', '/dev/null', '--upload-file', file, url]);

/** Reads and discards a body. Resolves to the seconds it took. */
export const curlGet = (url: string): Promise<number> => curl(['--output', '/dev/null', url]);
