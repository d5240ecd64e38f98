import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const REMEDIES: Readonly<Record<string, string>> = {
  darwin: 'macOS offers no sandbox that would do: process only videos that you trust, or run this on Linux.',
  linux:
    'Process only videos that you trust until bubblewrap is installed (apt-get install bubblewrap) and allowed to make user namespaces (sysctl kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0); then start again.',
};

/** What it means that the worker's self-test found holes around ffmpeg, and what to do; undefined without any. Pure. */
export const describeHoles = (holes: readonly string[], platform: string): string | undefined => {
  if (holes.length === 0) return undefined;
  const remedy = REMEDIES[platform] ?? 'Process only videos that you trust.';
  return `Warning: ffmpeg runs without a full sandbox on this machine, so a malicious video could ${holes.join(', ')}. ${remedy}`;
};

/** The warning for the verdict that a worker keeps in its folder; undefined when it confines ffmpeg, or keeps none. */
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
