import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';

export const KEYS = { accessKeyId: 'test-key', secretAccessKey: 'test-secret' };

/** The built server in a separate process, as in production. */
export type TestServer = AsyncDisposable & {
  url: string;
  client: S3Client;
  /** Ends it with a signal or by closing the IPC channel. Resolves to its exit code. */
  end(how: NodeJS.Signals | 'disconnect'): Promise<number | null>;
};

const end = async (child: ChildProcess, how: NodeJS.Signals | 'disconnect'): Promise<number | null> => {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit');
  if (how === 'disconnect') child.disconnect();
  else child.kill(how);
  await exited;
  return child.exitCode;
};

/** Starts a server for a folder, on a free port. */
export const startTestServer = async (dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<TestServer> => {
  const child = fork(join(import.meta.dirname, '../dist/main.js'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
    env: {
      ...process.env,
      S3_PORT: '0',
      S3_DATA_DIR: dataDir,
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
      AWS_REGION: 'us-east-1',
      ...env,
    },
  });
  const [{ url }] = await once(child, 'message', { signal: AbortSignal.timeout(60_000) });
  const client = new S3Client({ endpoint: url, region: 'us-east-1', credentials: KEYS, forcePathStyle: true });
  return {
    url,
    client,
    end: (how) => end(child, how),
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await end(child, 'SIGTERM');
    },
  };
};
