import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from '@media/local-services';
import { openRunDir } from '@media/testkit/run-dir';
import { buildAll } from '../../build/build-all.ts';
import { StartupError } from '../../start/startup-error.ts';
import { BUBBLEWRAP, ensurePrograms, FFMPEG, REDIS, type SystemProgram } from '../../start/system-packages.ts';
import { asTestRun, runTests } from '../../test/run-tests.ts';
import { type RadosGateway, startRadosgw } from './start-radosgw.ts';

const root = join(import.meta.dirname, '../../..');
const args = process.argv.slice(2).filter((argument) => argument !== '--');

/** Packages of Debian and Ubuntu. Ceph doesn't exist for macOS. */
const CEPH: readonly SystemProgram[] = [
  { names: ['radosgw'], apt: 'radosgw' },
  { names: ['ceph-mon'], apt: 'ceph-mon' },
  { names: ['ceph-osd'], apt: 'ceph-osd' },
];

const prepare = async (): Promise<void> => {
  if (process.platform !== 'linux')
    throw new StartupError(
      'Ceph requires Debian or Ubuntu. To test another store, set TEST_S3_ENDPOINT, TEST_AWS_ACCESS_KEY_ID and TEST_AWS_SECRET_ACCESS_KEY.',
    );
  ensurePrograms([FFMPEG, REDIS, BUBBLEWRAP, ...CEPH], console.log);
};

/** The variables from which the testkit's global-setup.ts reads a store. */
const environmentOf = ({ address, checksChecksums }: RadosGateway): NodeJS.ProcessEnv => ({
  TEST_S3_ENDPOINT: address.endpoint,
  TEST_AWS_ACCESS_KEY_ID: address.accessKeyId,
  TEST_AWS_SECRET_ACCESS_KEY: address.secretAccessKey,
  TEST_AWS_REGION: address.region,
  TEST_S3_LACKS: checksChecksums ? '' : 'checksums',
});

/** Runs `work` with a RADOS Gateway, and removes it afterwards. */
const withRadosgw = async (signal: AbortSignal, work: () => Promise<boolean>): Promise<boolean> => {
  const run = openRunDir();
  const children: Child[] = [];
  try {
    console.log('Starting a RADOS Gateway (about half a minute)');
    const dir = join(run.dir, 'ceph');
    mkdirSync(dir);
    const gateway = await startRadosgw(dir, (child) => children.unshift(child), signal);
    console.log(`RADOS Gateway ${gateway.version} listening on ${gateway.address.endpoint}`);
    Object.assign(process.env, environmentOf(gateway));
    return await work();
  } catch (error) {
    // Ctrl-C also stops Ceph's commands, so report the interruption instead of their failure.
    throw signal.aborted ? signal.reason : error;
  } finally {
    // Its data is discarded, so there is no need for a clean shutdown.
    for (const child of children) await child.kill();
    run.remove();
  }
};

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(new StartupError('Stopped.')));

await asTestRun(async () => {
  const test = () => runTests(root, ['--project=stores', ...args]);
  const hasOwnStore = process.env.TEST_S3_ENDPOINT !== undefined;
  if (!hasOwnStore) await prepare();
  await buildAll({ root, withWeb: false, report: console.log });
  stop.signal.throwIfAborted();
  return hasOwnStore ? test() : withRadosgw(stop.signal, test);
});
