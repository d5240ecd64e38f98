const BENCHES: Record<string, () => Promise<{ run(args: string[]): Promise<void> }>> = {
  s3: () => import('./s3/run.ts'),
  upload: () => import('./upload/run.ts'),
  engine: () => import('./engine/run.ts'),
  job: () => import('./job/run.ts'),
  fleet: () => import('./fleet/run.ts'),
  library: () => import('./library/run.ts'),
  queue: () => import('./queue/run.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = BENCHES[name];
if (load) {
  await (await load()).run(args);
} else {
  console.error(`Usage: pnpm bench ${Object.keys(BENCHES).join(' | ')} [--pairs N]`);
  process.exitCode = 2;
}
