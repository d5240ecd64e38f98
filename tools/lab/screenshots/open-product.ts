import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@media/local-services';

/** A product to look at; `close` stops it if it was started here. */
export type OpenProduct = { webUrl: string; close(): Promise<void> };

const READY = /^Ready: (\S+)$/m;

const untilReady = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let output = '';
    const read = (text: string): void => {
      output += text;
      const webUrl = READY.exec(output)?.[1];
      if (webUrl) resolve(webUrl);
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', read);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The launcher ended with ${code}:\n${output}`)));
  });

/** Pictures are never taken of services that are somebody's: neither those of the environment nor those of its file. */
const ownEnvironment = (): NodeJS.ProcessEnv => {
  const { DATABASE_URL, REDIS_URL, REDIS_HOST, S3_ENDPOINT, AWS_S3_BUCKET, ...rest } = process.env;
  return { ...rest, ENV_FILE: '' };
};

/** A product with data of its own in a temporary folder, on free ports. */
const startOwn = async (root: string): Promise<OpenProduct> => {
  const dir = mkdtempSync(join(tmpdir(), 'media-screenshots-'));
  const [api, web, s3] = [await freePort(), await freePort(), await freePort()];
  const ports = { API_PORT: String(api), WEB_PORT: String(web), S3_PORT: String(s3) };
  const env = { ...ownEnvironment(), ...ports, DATA_DIR: join(dir, 'data'), AUTH_RATE_LIMIT: '1000' };
  const child = spawn(process.execPath, ['tools/start/main.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    return { webUrl: await untilReady(child), close };
  } catch (error) {
    if (child.exitCode === null) child.kill('SIGTERM');
    throw error;
  }
};

/** The product at PUBLIC_URL where that is told, else one of its own. */
export const openProduct = async (root: string, publicUrl: string | undefined): Promise<OpenProduct> =>
  publicUrl ? { webUrl: publicUrl.replace(/\/+$/, ''), close: async () => undefined } : startOwn(root);
