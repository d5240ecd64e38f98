import { join } from 'node:path';
import { answers, type ChildOptions, startChild, untilReady } from '@media/local-services';
import type { AppEnvironments } from './app-environments.ts';
import { connectHost, originOf } from './connect-host.ts';
import { respondsAt } from './health.ts';
import { NODE_ENV_LIMITS, NODE_FLAGS } from './node-flags.ts';
import type { Ports } from './ports.ts';
import { keepRotating } from './rotate-log.ts';
import { sandboxWarning } from './sandbox-warning.ts';
import type { Settings } from './settings.ts';
import { StartupError } from './startup-error.ts';
import type { Unit } from './supervise.ts';

type Program = Pick<ChildOptions, 'name' | 'command' | 'args' | 'cwd' | 'env' | 'logFile'>;

const READY_MS = 120_000;
const GRACE_MS = { api: 10_000, web: 5_000, worker: 20_000, compiler: 2_000 };

const unit = (program: Program, graceMs: number, isReady: () => Promise<boolean>): Unit => {
  keepRotating(program.logFile);
  return {
    name: program.name,
    graceMs,
    start: async (onSpawn) => {
      const child = await startChild({ ...program, isPrivate: true });
      onSpawn(child);
      await untilReady(child, isReady, READY_MS);
      return child;
    },
  };
};

const nodeArgs = ({ isDev, root }: Settings, entry: string): string[] => [
  ...NODE_FLAGS,
  ...(isDev ? ['--watch', '--watch-preserve-output'] : []),
  join(root, entry),
];

/** A worker that refuses to run without a sandbox would fail on every restart, so this explains what to do instead. */
const rejectUnsandboxed = (workerDir: string, env: NodeJS.ProcessEnv) => (error: unknown) => {
  const warning = env.WORKER_ALLOW_UNSANDBOXED === 'true' ? undefined : sandboxWarning(workerDir);
  if (!warning) throw error;
  throw new StartupError(
    `${warning}\nOther users can reach this product, so it doesn't start without a sandbox. Set WORKER_ALLOW_UNSANDBOXED=true to accept the risk.`,
  );
};

const workerUnit = (settings: Settings, number: number, port: number, env: NodeJS.ProcessEnv): Unit => {
  const name = settings.workerProcesses === 1 ? 'worker' : `worker-${number}`;
  const logFile = join(settings.logDir, `${name}.log`);
  const args = nodeArgs(settings, 'apps/worker/dist/main.js');
  const ownEnv = { ...NODE_ENV_LIMITS, ...env, WORKER_HEALTH_PORT: String(port) };
  const program = { name, command: process.execPath, args, cwd: settings.root, env: ownEnv, logFile };
  const worker = unit(program, GRACE_MS.worker, respondsAt(`http://127.0.0.1:${port}/health/ready`));
  return { ...worker, start: (onSpawn) => worker.start(onSpawn).catch(rejectUnsandboxed(settings.workerDir, env)) };
};

/** Our programs in start order. They are stopped in reverse order. */
export const appUnits = (settings: Settings, ports: Ports, env: AppEnvironments): Unit[] => {
  const { root, logDir, isDev, bindHost, apiHost } = settings;
  const webOrigin = originOf(bindHost, ports.web);
  const log = (name: string) => join(logDir, `${name}.log`);
  const workers = ports.workers.map((port, index) => workerUnit(settings, index + 1, port, env.worker));
  const apiArgs = nodeArgs(settings, 'apps/api/dist/main.js');
  const api = {
    name: 'api',
    command: process.execPath,
    args: apiArgs,
    cwd: root,
    env: { ...NODE_ENV_LIMITS, ...env.api },
    logFile: log('api'),
  };
  const webDir = join(root, 'apps/web');
  const web = {
    name: 'web',
    command: join(webDir, 'node_modules/.bin/next'),
    args: [isDev ? 'dev' : 'start', '--port', String(ports.web), '--hostname', bindHost],
    cwd: webDir,
    env: env.web,
    logFile: log('web'),
  };
  return [
    ...workers,
    unit(api, GRACE_MS.api, respondsAt(`${originOf(apiHost, ports.api)}/health/ready`)),
    // `next dev` compiles a page on the first request, which can take a minute. So wait only until it listens.
    unit(web, GRACE_MS.web, isDev ? () => answers(ports.web, connectHost(bindHost)) : respondsAt(`${webOrigin}/`)),
  ];
};

/** In development: compiles on every change, and `node --watch` restarts the API and the worker. */
export const compilerUnit = ({ root, logDir }: Settings): Unit => {
  const logFile = join(logDir, 'compiler.log');
  const args = ['-b', '--watch', '--preserveWatchOutput'];
  const program = { name: 'compiler', command: join(root, 'node_modules/.bin/tsc'), args, cwd: root, logFile };
  return unit(program, GRACE_MS.compiler, async () => true);
};
