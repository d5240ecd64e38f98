import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs a tool from node_modules/.bin in this terminal. Resolves to its exit code, or null if a signal ended it or this process was
 * asked to stop meanwhile, whatever the tool's exit code.
 */
export const runTool = async (root: string, name: string, args: readonly string[]): Promise<number | null> => {
  const child = spawn(join(root, 'node_modules/.bin', name), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // Ctrl-C reaches the whole process group. Listening keeps this process alive until the tool has exited.
  let interrupted = false;
  const passOn = (signal: NodeJS.Signals) => {
    interrupted = true;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, passOn);
  const [code] = (await once(child, 'exit')) as [number | null];
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, passOn);
  return interrupted ? null : code;
};
