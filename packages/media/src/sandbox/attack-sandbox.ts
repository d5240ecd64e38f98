import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { spawnConfined } from '../run/spawn-confined.js';
import type { Sandbox } from './sandbox.js';

type Attack = { ffmpegPath: string; scratchDir: string; sandbox: Pick<Sandbox, 'mode' | 'owner'> };
type Scene = Attack & { workDir: string; canary: string; outside: string };

const LIMITS = { cpuSeconds: 30, fileBytes: 2 ** 26 };
const TIMEOUT_MS = 15_000;

/**
 * Attacks the sandbox with ffmpeg inside it and returns the successful attacks. Undefined if ffmpeg can't even encode: then the mode doesn't
 * work on this machine.
 */
export const attackSandbox = async (attack: Attack): Promise<string[] | undefined> => {
  await mkdir(attack.scratchDir, { recursive: true });
  // Accessible to every user. Otherwise file permissions would hide a hole in the sandbox.
  const root = await mkdtemp(join(attack.scratchDir, 'sandbox-'));
  const scene = {
    ...attack,
    workDir: join(root, 'work'),
    canary: join(root, 'canary'),
    outside: join(root, 'outside'),
  };
  try {
    await chmod(root, 0o711);
    await mkdir(scene.workDir);
    await mkdir(scene.outside);
    await chmod(scene.outside, 0o777);
    await writeFile(scene.canary, 'CANARY'.repeat(100), { mode: 0o644 });
    if (!(await canEncode(scene))) return undefined;
    return await holes(scene);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
};

const canEncode = async (scene: Scene): Promise<boolean> => {
  const output = join(scene.workDir, 'out.mp4');
  const encoder = ['-c:v', 'libx264', '-preset', 'ultrafast', '-progress', 'pipe:1'];
  const { exitCode, stdout } = await ffmpeg(scene, [
    '-f',
    'lavfi',
    '-i',
    'testsrc2=s=64x64:d=0.2',
    ...encoder,
    `file:${output}`,
  ]);
  return exitCode === 0 && stdout.includes('progress=end') && (await exists(output));
};

const holes = async (scene: Scene): Promise<string[]> => {
  const found: string[] = [];
  if (await reads(scene, scene.canary)) found.push('read the files of other jobs');
  if (await reads(scene, '/etc/passwd')) found.push('read the files of the machine');
  if ((await reads(scene, `/proc/${process.pid}/environ`)) || (await reads(scene, '/proc/1/environ')))
    found.push("read the worker's secrets");
  if (await connects(scene)) found.push('reach the network');
  if (await opensSocket(scene)) found.push('open a socket');
  if (await writes(scene, join(scene.outside, 'loot.mp4'))) found.push('write outside its folder');
  return found;
};

/** Copies the file to stdout as raw data. A single byte counts. */
const reads = async (scene: Scene, path: string): Promise<boolean> => {
  const { stdout } = await ffmpeg(scene, [
    '-f',
    'data',
    '-i',
    `file:${path}`,
    '-map',
    '0',
    '-c',
    'copy',
    '-f',
    'data',
    'pipe:1',
  ]);
  return stdout.length > 0;
};

const writes = async (scene: Scene, path: string): Promise<boolean> => {
  await ffmpeg(scene, ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=0.1', '-c:v', 'libx264', `file:${path}`]);
  return exists(path);
};

const connects = async (scene: Scene): Promise<boolean> => {
  let connected = false;
  const server = createServer((socket) => {
    connected = true;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await ffmpeg(scene, [
    '-f',
    'data',
    '-i',
    `tcp://127.0.0.1:${port}?timeout=2000000`,
    '-c',
    'copy',
    '-f',
    'data',
    'pipe:1',
  ]);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return connected;
};

/** In an isolated network, a packet reaches nothing, but sending one still exposes the kernel's network code. */
const opensSocket = async (scene: Scene): Promise<boolean> => {
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=0.1'];
  const { exitCode } = await ffmpeg(scene, [...source, '-c:v', 'libx264', '-f', 'mpegts', 'udp://127.0.0.1:9']);
  return exitCode === 0;
};

const ffmpeg = async ({ ffmpegPath, sandbox, workDir }: Scene, args: readonly string[]) => {
  const call = { program: ffmpegPath, args: ['-nostdin', '-v', 'error', ...args], inputs: [], workDir, limits: LIMITS };
  try {
    const child = await spawnConfined(sandbox, call);
    const timer = setTimeout(child.kill, TIMEOUT_MS);
    child.stderr.resume();
    const stdout = child.stdout ? await collect(child.stdout) : '';
    const { exitCode } = await child.exited;
    clearTimeout(timer);
    return { exitCode, stdout };
  } catch {
    return { exitCode: null, stdout: '' }; // the sandbox program isn't installed
  }
};

const collect = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('latin1');
};

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    ({ size }) => size > 0,
    () => false,
  );
