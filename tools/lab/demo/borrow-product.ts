import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { originOf } from '../../start/connect-host.ts';
import { readSettings } from '../../start/settings.ts';
import { findProduct } from './find-product.ts';

/** The product that the demo uses: a running one, or one that it starts and stops. */
export type BorrowedProduct = {
  apiUrl: string;
  webUrl: string;
  /** Whether the demo started it and will stop it. */
  isOurs: boolean;
  release(): Promise<void>;
};

/** Starts the launcher as `pnpm start` does. Resolves when the product is ready, throws if it exits before. */
const startLauncher = async (root: string, signal: AbortSignal): Promise<{ stop(): Promise<void> }> => {
  const child = spawn(process.execPath, [join(root, 'tools/start/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
  };
  try {
    await Promise.race([
      untilReady(child),
      exited.then(() => Promise.reject(new Error('The product failed to start.'))),
      once(signal, 'abort').then(() => signal.throwIfAborted()),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
};

/** Prints the launcher's output until it is ready. Later lines explain how to stop it, which the demo does itself. */
const untilReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    let isReady = false;
    if (!child.stdout) throw new Error('The launcher has no stdout.');
    createInterface({ input: child.stdout }).on('line', (line) => {
      isReady ||= line.startsWith('Ready: ');
      if (isReady) resolve();
      else if (line.trim() !== '') console.log(line);
    });
  });

/** Finds the product at PUBLIC_URL or API_PORT, or starts one. */
export const borrowProduct = async (root: string, signal: AbortSignal): Promise<BorrowedProduct> => {
  const settings = readSettings(process.env, root, false);
  const webUrl = settings.publicUrl;
  const running = await findProduct(settings);
  if (running) {
    console.log(`Using the product running at ${webUrl}`);
    return { apiUrl: running, webUrl, isOurs: false, release: async () => {} };
  }
  console.log('No running product found. Starting one for the demo.');
  const launcher = await startLauncher(root, signal);
  const apiUrl = originOf(settings.apiHost, settings.ports.api);
  return { apiUrl, webUrl, isOurs: true, release: launcher.stop };
};
