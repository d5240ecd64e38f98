import { join } from 'node:path';
import { type Client, execute, requireFailure, requireSameFile, requireSameTree, requireText } from './client-run.ts';

const BUCKET = 'rclone';

/** rclone can compare hashes on both sides (`check`). */
export const rclone: Client = {
  name: 'rclone',
  version: async () => (await execute('rclone', ['version'])).split('\n')[0] ?? '',
  steps: async ({ endpoint, accessKeyId, secretAccessKey, source, work }) => {
    const env = {
      RCLONE_CONFIG: join(work, 'rclone.conf'),
      RCLONE_CONFIG_S_TYPE: 's3',
      RCLONE_CONFIG_S_PROVIDER: 'Other',
      RCLONE_CONFIG_S_ACCESS_KEY_ID: accessKeyId,
      RCLONE_CONFIG_S_SECRET_ACCESS_KEY: secretAccessKey,
      RCLONE_CONFIG_S_ENDPOINT: endpoint,
      RCLONE_CONFIG_S_REGION: 'us-east-1',
      RCLONE_S3_UPLOAD_CUTOFF: '8M',
      RCLONE_S3_CHUNK_SIZE: '5M',
      RCLONE_RETRIES: '1',
    };
    const run = (args: string[], more: NodeJS.ProcessEnv = {}) => execute('rclone', args, { ...env, ...more });
    const [small, large, tree] = ['small.txt', 'large.bin', 'tree'].map((name) => join(source, name)) as [
      string,
      string,
      string,
    ];
    const at = (path: string) => `s:${BUCKET}/${path}`;
    return [
      { name: 'create bucket', run: async () => void (await run(['mkdir', `s:${BUCKET}`])) },
      { name: 'put', run: async () => void (await run(['copyto', small, at('small.txt')])) },
      {
        name: 'get',
        run: async () => {
          await run(['copyto', at('small.txt'), join(work, 'small.txt')]);
          await requireSameFile(small, join(work, 'small.txt'));
        },
      },
      { name: 'put in parts', run: async () => void (await run(['copyto', large, at('large.bin')])) },
      {
        name: 'get a multipart object',
        run: async () => {
          await run(['copyto', at('large.bin'), join(work, 'large.bin')]);
          await requireSameFile(large, join(work, 'large.bin'));
        },
      },
      { name: 'list', run: async () => requireText(await run(['lsf', '-R', `s:${BUCKET}`]), 'large.bin') },
      {
        name: 'copy and move within the store',
        run: async () => {
          await run(['copyto', at('large.bin'), at('copy/large.bin')]);
          await run(['moveto', at('copy/large.bin'), at('moved/large.bin')]);
          await run(['copyto', at('moved/large.bin'), join(work, 'moved.bin')]);
          await requireSameFile(large, join(work, 'moved.bin'));
        },
      },
      {
        name: 'sync up and down',
        run: async () => {
          await run(['sync', tree, at('tree')]);
          await run(['check', tree, at('tree')]);
          await run(['sync', at('tree'), join(work, 'tree')]);
          await requireSameTree(tree, join(work, 'tree'));
        },
      },
      {
        name: 'stream of unknown length',
        run: async () => {
          await execute('sh', ['-c', `rclone rcat "$TO" < "$FROM"`], { ...env, TO: at('piped.bin'), FROM: large });
          await run(['copyto', at('piped.bin'), join(work, 'piped.bin')]);
          await requireSameFile(large, join(work, 'piped.bin'));
        },
      },
      {
        name: 'reject a wrong secret',
        run: () =>
          requireFailure(run(['lsd', 's:'], { RCLONE_CONFIG_S_SECRET_ACCESS_KEY: 'guessed' }), /SignatureDoesNotMatch/),
      },
      {
        name: 'delete all objects and the bucket',
        run: async () => {
          await run(['purge', `s:${BUCKET}`]);
          requireText(await run(['lsf', 's:']), BUCKET, false);
        },
      },
    ];
  },
};
