import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@media/local-services';

const run = promisify(execFile);

/** Builds a Next.js app and starts its server, as its README does. */
export const serveNext = async (
  folder: string,
  environment: NodeJS.ProcessEnv,
): Promise<AsyncDisposable & { url: string }> => {
  const next = join(folder, 'node_modules/next/dist/bin/next');
  const port = await freePort();
  const env = { ...environment, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
  await run(process.execPath, [next, 'build'], { cwd: folder, env });
  const child = spawn(process.execPath, [next, 'start', '--port', String(port)], { cwd: folder, env, stdio: 'ignore' });
  const exited = once(child, 'exit');
  const url = `http://localhost:${port}`;
  const isUp = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null)
      throw new Error(`The server of ${folder} has stopped with exit code ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
};
