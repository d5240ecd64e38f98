import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, execute, requireFailure, requireSameFile, requireSameTree, requireText } from './client-run.ts';

const BUCKET = 's3cmd';

/** s3cmd compares the MD5 of each upload with the ETag. */
export const s3cmd: Client = {
  name: 's3cmd',
  version: async () => (await execute('s3cmd', ['--version'])).trim(),
  steps: async ({ endpoint, accessKeyId, secretAccessKey, source, work }) => {
    const { host } = new URL(endpoint);
    const config = join(work, 's3cfg');
    const lines = [
      '[default]',
      `access_key = ${accessKeyId}`,
      `secret_key = ${secretAccessKey}`,
      `host_base = ${host}`,
    ];
    await writeFile(
      config,
      [...lines, `host_bucket = ${host}`, 'use_https = False', 'multipart_chunk_size_mb = 5', ''].join('\n'),
    );
    const s3 = (...args: string[]) => execute('s3cmd', ['--config', config, '--no-progress', ...args]);
    const [small, large, tree] = ['small.txt', 'large.bin', 'tree'].map((name) => join(source, name)) as [
      string,
      string,
      string,
    ];
    return [
      { name: 'create bucket', run: async () => void (await s3('mb', `s3://${BUCKET}`)) },
      { name: 'put', run: async () => void (await s3('put', small, `s3://${BUCKET}/small.txt`)) },
      {
        name: 'get',
        run: async () => {
          await s3('get', `s3://${BUCKET}/small.txt`, join(work, 'small.txt'));
          await requireSameFile(small, join(work, 'small.txt'));
        },
      },
      { name: 'put in parts', run: async () => void (await s3('put', large, `s3://${BUCKET}/large.bin`)) },
      {
        name: 'get a multipart object',
        run: async () => {
          await s3('get', `s3://${BUCKET}/large.bin`, join(work, 'large.bin'));
          await requireSameFile(large, join(work, 'large.bin'));
        },
      },
      {
        name: 'list and describe',
        run: async () => {
          requireText(await s3('ls', '--recursive', `s3://${BUCKET}`), `s3://${BUCKET}/large.bin`);
          requireText(await s3('ls', `s3://${BUCKET}/sm`), 'small.txt');
        },
      },
      {
        name: 'copy within the store',
        run: async () => {
          await s3('cp', `s3://${BUCKET}/small.txt`, `s3://${BUCKET}/copy/ü b.txt`);
          await s3('get', `s3://${BUCKET}/copy/ü b.txt`, join(work, 'copy.txt'));
          await requireSameFile(small, join(work, 'copy.txt'));
        },
      },
      {
        name: 'sync up and down',
        run: async () => {
          await s3('sync', `${tree}/`, `s3://${BUCKET}/tree/`);
          await s3('sync', `s3://${BUCKET}/tree/`, `${join(work, 'tree')}/`);
          await requireSameTree(tree, join(work, 'tree'));
        },
      },
      {
        name: 'reject a wrong secret',
        run: () => requireFailure(s3('--secret_key', 'guessed', 'ls'), /SignatureDoesNotMatch|403/),
      },
      {
        name: 'delete all objects and the bucket',
        run: async () => {
          await s3('del', '--recursive', '--force', `s3://${BUCKET}`);
          await s3('rb', `s3://${BUCKET}`);
          requireText(await s3('ls'), BUCKET, false);
        },
      },
    ];
  },
};
