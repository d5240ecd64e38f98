import { join } from 'node:path';
import { bringUp } from './bring-up.ts';
import { recordChildren } from './children-record.ts';
import { openDataDir } from './data-dir.ts';
import { envFile } from './env-file.ts';
import { onStopRequest } from './on-stop-request.ts';
import { createProgress } from './progress.ts';
import { openSession } from './session.ts';
import { readSettings } from './settings.ts';
import { StartupError } from './startup-error.ts';

const NODE_MAJOR = 24;
const root = join(import.meta.dirname, '../..');
const progress = createProgress((line) => console.log(line));

const requireNode = (): void => {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return;
  throw new StartupError(`Run "npx pnpm start", which uses Node ${NODE_MAJOR}. This is Node ${process.versions.node}.`);
};

const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const start = async (): Promise<void> => {
  requireNode();
  const file = envFile(process.env, root);
  if (file) process.loadEnvFile(file); // existing variables take precedence
  const settings = readSettings(process.env, root, process.argv.includes('--dev'));
  const lock = await openDataDir(settings);
  const session = openSession({
    record: recordChildren(settings.dataDir),
    progress,
    onFailure: (error) => void finish(1, explain(error)),
  });

  const finish = async (code: number, reason: string): Promise<void> => {
    const isFirst = !session.isStopping();
    if (isFirst) (code === 0 ? console.log : console.error)(`\n${reason}`);
    await session.stop();
    if (!isFirst) return;
    lock.release();
    process.exit(code);
  };

  onStopRequest((reason) => void finish(0, `${reason}. Shutting down. Press Ctrl-C again to force.`));
  try {
    await bringUp(settings, session, progress);
    progress.line(`\nReady: ${settings.publicUrl}\nData and logs: ${settings.dataDir}\nPress Ctrl-C to stop.`);
  } catch (error) {
    if (!session.isStopping()) await finish(1, explain(error));
  }
};

start().catch((error: unknown) => {
  console.error(explain(error));
  process.exit(1);
});
