import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startS3 } from '@media/local-services';
import { runDir } from './infrastructure.ts';
import { createTestBucket, type TestBucket } from './test-bucket.ts';

export type OwnS3 = {
  bucket: TestBucket;
  /** Pauses the process: connections are accepted, but requests get no response. */
  freeze(): void;
  /** Resumes the process, which then handles the requests sent in the meantime. */
  thaw(): void;
  stop(): Promise<void>;
};

/** Starts a separate S3 server, for tests that make it unresponsive. */
export const startOwnS3 = async (): Promise<OwnS3> => {
  const dir = mkdtempSync(join(runDir(), 's3-'));
  const keys = { accessKeyId: 'own', secretAccessKey: 'own-secret', region: 'us-east-1' };
  const options = { ...keys, dataDir: dir, logFile: join(dir, '..', 'own-s3.log'), port: await freePort() };
  const { child, endpoint } = await startS3(options);
  const { pid } = child.identity;
  return {
    bucket: await createTestBucket({ ...keys, endpoint }),
    freeze: () => process.kill(pid, 'SIGSTOP'),
    thaw: () => process.kill(pid, 'SIGCONT'),
    stop: async () => {
      await child.kill();
    },
  };
};
