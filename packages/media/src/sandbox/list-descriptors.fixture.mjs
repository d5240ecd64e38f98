// A worker that was started with descriptor 20 open: which descriptors it has, and which of them reach its sandbox.

import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { spawnConfined } from '../../dist/run/spawn-confined.js';
import { pickSandbox } from '../../dist/sandbox/pick-sandbox.js';

const [dir = '', program = ''] = process.argv.slice(2);
const FCNTL = process.arch === 'x64' ? 72 : 25;
const F_GETFD = 1;

const list = () => {
  try {
    return readdirSync('/proc/self/fd').map(Number);
  } catch {
    return [];
  }
};

const before = list();
const cacheFile = join(dir, 'descriptors.json');
const sandbox = await pickSandbox({ ffmpegPath: '/usr/bin/ffmpeg', scratchDir: dir, cacheFile });
let inside;
if (sandbox.mode !== 'none') {
  const workDir = join(dir, 'descriptors');
  await mkdir(workDir);
  const script = `for my $fd (0 .. 255) { print "$fd " if syscall(${FCNTL}, $fd, ${F_GETFD}, 0) >= 0 }`;
  const limits = { cpuSeconds: 30, fileBytes: 1_000 };
  const child = await spawnConfined(sandbox, { program, args: ['-e', script], inputs: [], workDir, limits });
  child.stderr.pipe(process.stderr);
  inside = (await text(child.stdout)).trim().split(' ').map(Number);
}
console.log(JSON.stringify({ mode: sandbox.mode, before, inside }));
