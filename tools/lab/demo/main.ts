import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from '../../build/build-all.ts';
import { envFile } from '../../start/env-file.ts';
import { ensurePrograms, FFMPEG } from '../../start/system-packages.ts';

const USAGE = 'Usage: pnpm demo [file] [--recipe stream | compress | audio]';
const root = join(import.meta.dirname, '../../..');
const stop = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => stop.abort(new Error(`Stopped by ${signal}.`)));

const readArguments = (): { file?: string; recipe?: string } | undefined => {
  try {
    const args = process.argv.slice(2).filter((argument) => argument !== '--');
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { recipe: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    if (more.length > 0) return undefined;
    return { ...(file !== undefined && { file }), ...values };
  } catch {
    return undefined;
  }
};

const demo = async (): Promise<void> => {
  const given = readArguments();
  if (!given) throw new Error(USAGE);
  const file = envFile(process.env, root);
  if (file) process.loadEnvFile(file); // it can name a running product
  ensurePrograms([FFMPEG], console.log);
  await buildAll({ root, withWeb: false, report: console.log });
  // Imported after the build, which compiles our packages.
  const { runDemo } = await import('./run-demo.ts');
  // pnpm runs scripts in the package folder and passes the caller's folder in INIT_CWD.
  const calledIn = process.env.INIT_CWD ?? process.cwd();
  await runDemo({ ...given, root, calledIn, outputDir: join(process.cwd(), 'demo-output'), signal: stop.signal });
};

demo().catch((error: unknown) => {
  const reason = stop.signal.aborted ? stop.signal.reason : error;
  console.error(`\n${reason instanceof Error ? reason.message : String(reason)}`);
  process.exitCode = 1;
});
