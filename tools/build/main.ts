import { join } from 'node:path';
import type { Child } from '@media/local-services';
import { buildAll } from './build-all.ts';

const root = join(import.meta.dirname, '../..');
const running = new Set<Child>();

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await Promise.all([...running].filter((child) => !child.hasExited()).map((child) => child.kill()));
    process.exit(1);
  });
}

try {
  await buildAll({ root, report: console.log, onSpawn: (child) => running.add(child) });
  console.log('Build complete.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
