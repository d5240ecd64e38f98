import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const REMEDIES: Readonly<Record<string, string>> = {
  darwin: 'macOS has no suitable sandbox. Process only videos you trust, or use Linux.',
  linux:
    'Process only videos you trust. To fix this, install bubblewrap (apt-get install bubblewrap), allow it to create user namespaces (sysctl kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0), and start again.',
};

/** A warning for the holes that the worker's self-test found in its sandbox; undefined if there are none. Pure. */
export const describeHoles = (holes: readonly string[], platform: string): string | undefined => {
  if (holes.length === 0) return undefined;
  const remedy = REMEDIES[platform] ?? 'Process only videos you trust.';
  return `Warning: ffmpeg isn't fully sandboxed on this machine. A malicious video could ${holes.join(', ')}. ${remedy}`;
};

/** The warning for the self-test result in the worker's folder; undefined if the sandbox works or there is no result. */
export const sandboxWarning = (workerDir: string): string | undefined => {
  try {
    const { sandbox } = JSON.parse(readFileSync(join(workerDir, 'sandbox.json'), 'utf8')) as {
      sandbox: { holes: string[] };
    };
    return describeHoles(sandbox.holes, process.platform);
  } catch {
    return undefined;
  }
};
