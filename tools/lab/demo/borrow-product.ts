import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { originOf } from '../../start/connect-host.ts';
import { readSettings } from '../../start/settings.ts';
import { findProduct } from './find-product.ts';

/** A product to demonstrate with: one that runs already, or one that we start and stop. */
export type BorrowedProduct = {
  apiUrl: string;
  webUrl: string;
  /** Whether it ends with the demo. */
  isOurs: boolean;
  giveBack(): Promise<void>;
};

/** Starts the launcher as `pnpm start` would; resolves when it is ready, throws when it ends before. Ended by its own SIGTERM. */
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
      exited.then(() => Promise.reject(new Error('The product could not be started.'))),
      once(signal, 'abort').then(() => signal.throwIfAborted()),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
};

/** Passes on what the launcher says until it is ready; how to stop it is not for those who did not start it. */
const untilReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    let isReady = false;
    if (!child.stdout) throw new Error('The launcher has no output to read.');
    createInterface({ input: child.stdout }).on('line', (line) => {
      isReady ||= line.startsWith('Ready: ');
      if (isReady) resolve();
      else if (line.trim() !== '') console.log(line);
    });
  });

/** Finds the product that PUBLIC_URL and API_PORT name, or starts one. */
export const borrowProduct = async (root: string, signal: AbortSignal): Promise<BorrowedProduct> => {
  const settings = readSettings(process.env, root, false);
  const webUrl = settings.publicUrl;
  const running = await findProduct(settings);
  if (running) {
    console.log(`Using the product that runs at ${webUrl}`);
    return { apiUrl: running, webUrl, isOurs: false, giveBack: async () => {} };
  }
  console.log('No product runs here: starting one for the demo');
  const launcher = await startLauncher(root, signal);
  const apiUrl = originOf(settings.apiHost, settings.ports.api);
  return { apiUrl, webUrl, isOurs: true, giveBack: launcher.stop };
};
