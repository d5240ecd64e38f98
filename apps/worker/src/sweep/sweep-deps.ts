import type { ChangeRows, GarbageRows, History, IdempotencyKeys, Sessions } from '@media/database';
import type { IngestDeps } from '@media/ingest';
import type { WorkerConfig } from '@media/runtime';

/** Everything the sweeper works with; each of its steps names the few that it needs. */
export type SweepDeps = IngestDeps & {
  garbage: GarbageRows;
  idempotency: Pick<IdempotencyKeys, 'prune'>;
  sessions: Pick<Sessions, 'prune'>;
  changes: Pick<ChangeRows, 'prune'>;
  history: History;
  config: Pick<WorkerConfig, 'sweepIntervalMs' | 'historyMs' | 'uploadLifetimeMs'>;
};
