import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { createEmbeddedS3 } from '../embedded-s3.js';
import { KEYS } from '../start-test-server.fixture.js';
import { objectsFolder, openStore } from '../store/store.js';

const Bucket = 'broken';

test('an internal error is reported with its cause, even after the whole body has arrived', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'embedded-s3-'));
  const failures: unknown[] = [];
  const config = { ...KEYS, dataDir, region: 'us-east-1', port: 0, host: '127.0.0.1' };
  const server = await createEmbeddedS3({ ...config, onError: (error) => failures.push(error) });
  const endpoint = { endpoint: server.url, region: 'us-east-1', forcePathStyle: true };
  const client = new S3Client({ ...endpoint, credentials: KEYS, maxAttempts: 1 });
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
    const folder = objectsFolder(await openStore(dataDir), Bucket);
    await rm(folder, { recursive: true, force: true });
    await mkdir(dirname(folder), { recursive: true });
    await writeFile(folder, 'not a folder');
    const put = client.send(new PutObjectCommand({ Bucket, Key: 'video', Body: 'x' }));
    await expect(put).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    expect(failures).toEqual([expect.objectContaining({ code: expect.stringMatching(/^E/) })]);
  } finally {
    client.destroy();
    await server.close();
    await rm(dataDir, { recursive: true });
  }
});
