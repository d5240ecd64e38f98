import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Child } from '@media/local-services';
import { openRunDir } from '@media/testkit/run-dir';
import { buildAll } from '../../build/build-all.ts';
import { Refusal } from '../../start/refusal.ts';
import { BUBBLEWRAP, ensurePrograms, FFMPEG, REDIS, type SystemProgram } from '../../start/system-packages.ts';
import { asTestRun, runTests } from '../../test/run-tests.ts';
import { type RadosGateway, startRadosgw } from './start-radosgw.ts';

const root = join(import.meta.dirname, '../../..');
const args = process.argv.slice(2).filter((argument) => argument !== '--');

/** Debian's and Ubuntu's own; there is no Ceph for macOS. */
const CEPH: readonly SystemProgram[] = [
  { names: ['radosgw'], apt: 'radosgw' },
  { names: ['ceph-mon'], apt: 'ceph-mon' },
  { names: ['ceph-osd'], apt: 'ceph-osd' },
];

const prepare = async (): Promise<void> => {
  if (process.platform !== 'linux')
    throw new Refusal(
      'The tests of other stores need Debian or Ubuntu, which have Ceph. Or set TEST_S3_ENDPOINT, TEST_AWS_ACCESS_KEY_ID and TEST_AWS_SECRET_ACCESS_KEY to use another store.',
    );
  ensurePrograms([FFMPEG, REDIS, BUBBLEWRAP, ...CEPH], console.log);
};

/** Where global-setup.ts of the testkit looks for a store. */
const environmentOf = ({ address, checksChecksums }: RadosGateway): NodeJS.ProcessEnv => ({
  TEST_S3_ENDPOINT: address.endpoint,
  TEST_AWS_ACCESS_KEY_ID: address.accessKeyId,
  TEST_AWS_SECRET_ACCESS_KEY: address.secretAccessKey,
  TEST_AWS_REGION: address.region,
  TEST_S3_LACKS: checksChecksums ? '' : 'checksums',
});

/** Runs `work` beside a RADOS Gateway, which is gone afterwards, whatever happens. */
const besideRadosgw = async (signal: AbortSignal, work: () => Promise<boolean>): Promise<boolean> => {
  const run = openRunDir();
  const children: Child[] = [];
  try {
    console.log('Starting a RADOS Gateway (about half a minute)');
    const dir = join(run.dir, 'ceph');
    mkdirSync(dir);
    const gateway = await startRadosgw(dir, (child) => children.unshift(child), signal);
    console.log(`RADOS Gateway ${gateway.version} answers at ${gateway.address.endpoint}`);
    Object.assign(process.env, environmentOf(gateway));
    return await work();
  } catch (error) {
    // Ctrl-C reaches Ceph's commands, too: that they failed is no news then.
    throw signal.aborted ? signal.reason : error;
  } finally {
    // Its data is worth nothing any more, so nobody waits for an orderly end.
    for (const child of children) await child.kill();
    run.remove();
  }
};

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort(new Refusal('Stopped.')));

await asTestRun(async () => {
  const test = () => runTests(root, ['--project=stores', ...args]);
  const isNamed = process.env.TEST_S3_ENDPOINT !== undefined;
  if (!isNamed) await prepare();
  await buildAll({ root, withWeb: false, report: console.log });
  stop.signal.throwIfAborted();
  return isNamed ? test() : besideRadosgw(stop.signal, test);
});
