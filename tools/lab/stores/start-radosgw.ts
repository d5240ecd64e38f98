import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { answers, type Child, freePort, startChild, untilReady } from '@media/local-services';
import { createObjectStore } from '@media/storage';
import { cephConf } from './ceph-conf.ts';

export type RadosGateway = {
  address: { endpoint: string; accessKeyId: string; secretAccessKey: string; region: string };
  version: string;
  /** Whether it verifies the checksums of uploads. */
  checksChecksums: boolean;
};

/** https://docs.ceph.com/en/latest/releases/squid/ */
const FIRST_WITH_CHECKSUMS = 19;

const READY_MS = 120_000;
const COMMAND_MS = 120_000;
const RGW = 'client.rgw';

const run = promisify(execFile);

/** Runs a Ceph command. Resolves to its stdout. @throws Error with its output if it fails or times out */
const execute = async (command: string, args: readonly string[]): Promise<string> =>
  (await run(command, args, { timeout: COMMAND_MS, killSignal: 'SIGKILL' })).stdout;

/**
 * Starts Ceph's S3 gateway with its own cluster in `dir`, on loopback. Passes each process to `onSpawn`, even if a later step
 * fails. Killing them and removing `dir` cleans up completely. `signal` aborts the start between two steps.
 */
export const startRadosgw = async (
  dir: string,
  onSpawn: (child: Child) => void,
  signal: AbortSignal,
): Promise<RadosGateway> => {
  const [fsid, monPort, s3Port] = [randomUUID(), await freePort(), await freePort()];
  const conf = join(dir, 'ceph.conf');
  for (const folder of ['mon', 'osd', 'rgw', 'crash']) mkdirSync(join(dir, folder), { recursive: true, mode: 0o700 });
  writeFileSync(conf, cephConf({ dir, fsid, monPort, s3Port }));

  const start = async (name: string, ...args: string[]): Promise<Child> => {
    signal.throwIfAborted();
    const logFile = join(dir, `${name}.log`);
    const child = await startChild({ name, command: name, args: ['-c', conf, ...args, '-f'], logFile });
    onSpawn(child);
    return child;
  };
  const ceph = (...args: string[]) => execute('ceph', ['-c', conf, '--connect-timeout', '5', ...args]);
  const succeeds = (...args: string[]) => ceph(...args).then(Boolean, () => false);

  const map = join(dir, 'monmap');
  await execute('monmaptool', ['--create', '--fsid', fsid, '--addv', 'a', `[v2:127.0.0.1:${monPort}]`, map]);
  await execute('ceph-mon', ['-c', conf, '-i', 'a', '--mkfs', '--monmap', map]);
  const mon = await start('ceph-mon', '-i', 'a');
  // It responds once it has formed a quorum with itself.
  await untilReady(mon, () => succeeds('quorum_status'), READY_MS);

  const osdId = randomUUID();
  await ceph('osd', 'new', osdId, '0');
  await execute('ceph-osd', ['-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osdId]);
  const osd = await start('ceph-osd', '-i', '0');
  const isUp = async () => /"num_up_osds":\s*1/.test(await ceph('osd', 'stat', '-f', 'json').catch(() => ''));
  await untilReady(osd, isUp, READY_MS);

  const keys = { accessKeyId: randomBytes(10).toString('hex'), secretAccessKey: randomBytes(20).toString('hex') };
  signal.throwIfAborted();
  // Also creates the zone and its pools, so that the gateway finds them.
  await execute('radosgw-admin', [
    ...['-c', conf, '-n', RGW, 'user', 'create', '--uid', 'tests', '--display-name', 'tests'],
    ...['--access-key', keys.accessKeyId, '--secret-key', keys.secretAccessKey],
  ]);
  const gateway = await start('radosgw', '-n', RGW);
  await untilReady(gateway, () => answers(s3Port), READY_MS);
  const address = { endpoint: `http://127.0.0.1:${s3Port}`, ...keys, region: 'us-east-1' };
  await createPools(address);
  const version = (await execute('radosgw', ['--version'])).split(' ')[2] ?? '';
  return { address, version, checksChecksums: Number.parseInt(version, 10) >= FIRST_WITH_CHECKSUMS };
};

/** The first object and the first multipart upload each create a pool, which takes seconds. */
const createPools = async (address: RadosGateway['address']): Promise<void> => {
  const store = createObjectStore({ ...address, bucket: 'warm-up', forcePathStyle: true });
  await store.ensureBucket({ corsOrigins: [] });
  await store.put('object', Buffer.from('hello'), { contentType: 'text/plain' });
  await store.abortMultipart('parts', await store.createMultipart('parts', 'text/plain'));
  store.close();
};
