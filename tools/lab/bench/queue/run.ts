import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBacklog } from './measure-backlog.ts';
import { measureStart } from './measure-start.ts';
import { measureThroughput } from './measure-throughput.ts';
import { measureWait } from './measure-wait.ts';

const PARTS = {
  backlog: measureBacklog,
  throughput: measureThroughput,
  wait: measureWait,
  start: measureStart,
} as const;

const OPTIONS = {
  only: { type: 'string' },
  rows: { type: 'string', default: '1000,100000,1000000' },
} as const;

/**
 * `pnpm bench queue`: what the dispatcher costs with a backlog of up to a million tasks, CPU per task, how long a small organization
 * waits beside one with many videos, and how soon a task starts on an idle system. `--only backlog | throughput | wait | start`
 */
export const run = async (args: string[]): Promise<void> => {
  const { values } = parseArgs({ args, options: OPTIONS });
  const rows = values.rows.split(',').map(Number);
  for (const [name, measure] of Object.entries(PARTS)) {
    if (values.only !== undefined && values.only !== name) continue;
    const dir = await mkdtemp(join(tmpdir(), `bench-queue-${name}-`));
    try {
      await measure(dir, rows);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }
};
