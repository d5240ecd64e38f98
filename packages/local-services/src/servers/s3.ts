import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { answers } from '../ports.ts';
import { type Child, startChild, untilReady } from '../processes/child.ts';
import { nodeEnvironment } from '../processes/machine-environment.ts';

export type S3Options = {
  dataDir: string;
  port: number;
  host?: string;
  /** The host to connect to if `host` is a wildcard. */
  connectHost?: string;
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  logFile: string;
  onSpawn?: (child: Child) => void;
};

export type S3 = { child: Child; endpoint: string };

const READY_MS = 30_000;

/** Variables that the server gets from our environment. Everything else comes from the options. */
export const S3_SETTINGS = ['S3_CORS_ORIGINS', 'S3_CONNECTIONS_PER_ADDRESS'] as const;

/** Starts the embedded S3 server in a separate process. Throws with the log's tail. */
export const startS3 = async (options: S3Options): Promise<S3> => {
  const { dataDir, port, host = '127.0.0.1', accessKeyId, secretAccessKey, region, logFile } = options;
  const { connectHost = host } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const main = join(dirname(createRequire(import.meta.url).resolve('@media/embedded-s3')), 'main.js');
  const child = await startChild({
    name: 's3',
    command: process.execPath,
    args: [main],
    env: {
      ...nodeEnvironment(process.env),
      ...Object.fromEntries(S3_SETTINGS.map((name) => [name, process.env[name]])),
      S3_PORT: String(port),
      S3_HOST: host,
      S3_DATA_DIR: dataDir,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    },
    logFile,
    isPrivate: true,
  });
  options.onSpawn?.(child);
  await untilReady(child, () => answers(port, connectHost), READY_MS);
  return { child, endpoint: `http://127.0.0.1:${port}` };
};
