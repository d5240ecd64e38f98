import { join } from 'node:path';
import {
  type Client,
  type ClientEnvironment,
  execute,
  requireFailure,
  requireSameFile,
  requireSameTree,
  requireText,
} from './client-run.ts';

const BUCKET = 'awscli';

const awsOf = ({ endpoint, accessKeyId, secretAccessKey, work }: ClientEnvironment) => {
  const env = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_CONFIG_FILE: join(work, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(work, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return (args: string[], more: NodeJS.ProcessEnv = {}) =>
    execute('aws', ['--endpoint-url', endpoint, ...args], { ...env, ...more });
};

/** awscli sends large files in parts and adds a checksum to every upload. */
export const awscli: Client = {
  name: 'awscli',
  version: async () => (await execute('aws', ['--version'])).trim().split(' ')[0] ?? '',
  steps: async (environment) => {
    const aws = awsOf(environment);
    const { source, work } = environment;
    const [small, large, tree] = ['small.txt', 'large.bin', 'tree'].map((name) => join(source, name)) as [
      string,
      string,
      string,
    ];
    const s3 = (...args: string[]) => aws(['s3', ...args]);
    const api = (...args: string[]) => aws(['s3api', ...args]);
    return [
      { name: 'create bucket', run: async () => void (await s3('mb', `s3://${BUCKET}`)) },
      { name: 'put', run: async () => void (await s3('cp', small, `s3://${BUCKET}/small.txt`)) },
      {
        name: 'get',
        run: async () => {
          await s3('cp', `s3://${BUCKET}/small.txt`, join(work, 'small.txt'));
          await requireSameFile(small, join(work, 'small.txt'));
        },
      },
      { name: 'put in parts', run: async () => void (await s3('cp', large, `s3://${BUCKET}/large.bin`)) },
      {
        name: 'get in ranges',
        run: async () => {
          await s3('cp', `s3://${BUCKET}/large.bin`, join(work, 'large.bin'));
          await requireSameFile(large, join(work, 'large.bin'));
        },
      },
      {
        name: 'put with each checksum',
        run: async () => {
          for (const algorithm of ['CRC32', 'SHA1', 'SHA256']) {
            await api(
              'put-object',
              '--bucket',
              BUCKET,
              '--key',
              algorithm,
              '--body',
              small,
              '--checksum-algorithm',
              algorithm,
            );
          }
        },
      },
      {
        name: 'reject a wrong checksum',
        run: () =>
          requireFailure(
            api('put-object', '--bucket', BUCKET, '--key', 'wrong', '--body', small, '--checksum-crc32', 'AAAAAA=='),
            /BadDigest/,
          ),
      },
      {
        name: 'reject a wrong secret',
        run: () => requireFailure(aws(['s3', 'ls'], { AWS_SECRET_ACCESS_KEY: 'guessed' }), /SignatureDoesNotMatch/),
      },
      {
        name: 'list',
        run: async () => {
          const listed = await s3('ls', '--recursive', `s3://${BUCKET}`);
          for (const name of ['small.txt', 'large.bin', 'SHA256']) requireText(listed, name);
        },
      },
      {
        name: 'copy within the store',
        run: async () => {
          await s3('cp', `s3://${BUCKET}/large.bin`, `s3://${BUCKET}/copy/large.bin`);
          await s3('cp', `s3://${BUCKET}/copy/large.bin`, join(work, 'copy.bin'));
          await requireSameFile(large, join(work, 'copy.bin'));
        },
      },
      {
        name: 'sync up and down',
        run: async () => {
          await s3('sync', tree, `s3://${BUCKET}/tree`);
          await s3('sync', `s3://${BUCKET}/tree`, join(work, 'tree'));
          await requireSameTree(tree, join(work, 'tree'));
          requireText(`[${await s3('sync', tree, `s3://${BUCKET}/tree`)}]`, '[]');
        },
      },
      {
        name: 'presigned URL',
        run: async () => {
          // By default, it signs URLs with signature version 2.
          await aws(['configure', 'set', 'default.s3.signature_version', 's3v4']);
          const url = (await s3('presign', `s3://${BUCKET}/small.txt`)).trim();
          const { status } = await fetch(url);
          if (status !== 200) throw new Error(`status ${status}`);
        },
      },
      {
        name: 'delete all objects and the bucket',
        run: async () => {
          await s3('rm', '--recursive', `s3://${BUCKET}`);
          await s3('rb', `s3://${BUCKET}`);
          requireText(await s3('ls'), BUCKET, false);
        },
      },
    ];
  },
};
