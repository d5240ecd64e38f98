import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import { dirname } from 'node:path';
import { AppError } from '@media/core';
import { attackSandbox } from './attack-sandbox.js';
import { closeInherited } from './close-inherited.js';
import { SANDBOX_MODES, type Sandbox, type SandboxMode } from './sandbox.js';

export type PickSandboxOptions = {
  ffmpegPath: string;
  /** A folder for the self-test. */
  scratchDir: string;
  /** Caches the result by binary and kernel, because the test takes a second or two per mode. */
  cacheFile: string;
  /** An unprivileged user and group for the process if we are root. */
  owner?: { uid: number; gid: number };
};

const DEFAULT_OWNER = { uid: 64_001, gid: 64_001 };

/** The strongest sandbox mode that withstands a real attack on this machine. Throws SANDBOX_UNAVAILABLE if ffmpeg doesn't run at all. Decision 15. */
export const pickSandbox = async (options: PickSandboxOptions): Promise<Sandbox> => {
  closeInherited();
  const isRoot = process.getuid?.() === 0;
  const owner = isRoot ? (options.owner ?? DEFAULT_OWNER) : undefined;
  const key = await cacheKey(options.ffmpegPath, owner);
  const known = await readCache(options.cacheFile, key);
  if (known) return known;
  const sandbox = describe(await strongest(options, modesFor(isRoot), owner));
  await writeCache(options.cacheFile, key, sandbox);
  return sandbox;
};

const modesFor = (isRoot: boolean): readonly SandboxMode[] => {
  if (process.platform !== 'linux') return ['none'];
  return SANDBOX_MODES.filter((mode) => isRoot || mode !== 'bwrap-root');
};

type Verdict = Omit<Sandbox, 'warning'>;

const strongest = async (
  options: PickSandboxOptions,
  modes: readonly SandboxMode[],
  owner: Sandbox['owner'],
): Promise<Verdict> => {
  let best: Verdict | undefined;
  for (const mode of modes) {
    const candidate = { mode, ...(owner && mode !== 'none' && { owner }) };
    const holes = await attackSandbox({ ...options, sandbox: candidate });
    if (holes === undefined) continue; // ffmpeg can't even encode
    if (holes.length === 0) return { ...candidate, holes };
    if (!best || holes.length < best.holes.length) best = { ...candidate, holes };
  }
  if (!best)
    throw new AppError('SANDBOX_UNAVAILABLE', { ffmpegPath: options.ffmpegPath, reason: 'the test encode failed' });
  return best;
};

const describe = (verdict: Verdict): Sandbox => {
  if (verdict.holes.length === 0) return verdict;
  const warning = `SANDBOX DEGRADED: mode=${verdict.mode}. A malicious file could ${verdict.holes.join(', ')}. To fix this, install bubblewrap and allow user namespaces, or use a kernel with Landlock and install util-linux 2.41 with enosys (Debian: util-linux-extra).`;
  return { ...verdict, warning };
};

const cacheKey = async (ffmpegPath: string, owner: Sandbox['owner']): Promise<string> => {
  const tools = ['/usr/bin/bwrap', '/usr/bin/setpriv', '/usr/bin/enosys', ffmpegPath];
  const stamps = await Promise.all(
    tools.map((path) =>
      stat(path).then(
        ({ size, mtimeMs }) => `${path}:${size}:${mtimeMs}`,
        () => `${path}:missing`,
      ),
    ),
  );
  return ['2', release(), owner?.uid ?? process.getuid?.() ?? '', ...stamps].join('|');
};

const readCache = async (file: string, key: string): Promise<Sandbox | undefined> => {
  try {
    const cached = JSON.parse(await readFile(file, 'utf8')) as { key: string; sandbox: Sandbox };
    // A result with holes isn't reused, because the missing tools may have been installed since.
    return cached.key === key && cached.sandbox.holes.length === 0 ? cached.sandbox : undefined;
  } catch {
    return undefined; // missing, or truncated by a crash
  }
};

const writeCache = async (file: string, key: string, sandbox: Sandbox): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}`;
  await writeFile(temporary, JSON.stringify({ key, sandbox }), { mode: 0o600 });
  await rename(temporary, file);
};
