import { join } from 'node:path';
import { AppError } from '@media/core';
import { pickSandbox, type Sandbox } from '@media/media';
import type { Logger } from '@media/runtime';

export type SandboxChoice = {
  ffmpegPath: string;
  dir: string;
  isProduction: boolean;
  allowUnsandboxed: boolean;
  log: Logger;
};

/** Picks the sandbox for ffmpeg on this machine. Throws SANDBOX_UNAVAILABLE in production if none is strong enough. */
export const chooseSandbox = async (choice: SandboxChoice): Promise<Sandbox> => {
  const { ffmpegPath, dir, isProduction, allowUnsandboxed, log } = choice;
  const cacheFile = join(dir, 'sandbox.json');
  const sandbox = await pickSandbox({ ffmpegPath, scratchDir: join(dir, 'sandbox'), cacheFile });
  if (!sandbox.warning) return sandbox;
  if (isProduction && !allowUnsandboxed)
    throw new AppError('SANDBOX_UNAVAILABLE', { mode: sandbox.mode, holes: sandbox.holes });
  log.warn(sandbox.warning);
  return sandbox;
};
