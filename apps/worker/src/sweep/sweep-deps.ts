import type {
  AuditErasure,
  AuditLog,
  ChangeRows,
  EmailTokens,
  GarbageRows,
  History,
  IdempotencyKeys,
  Invitations,
  OrganizationRemoval,
  Sessions,
  Shares,
  Statistics,
  TrashCommands,
} from '@media/database';
import type { IngestDeps } from '@media/ingest';
import type { WorkerConfig } from '@media/runtime';

/** All dependencies of the sweeper; each step picks those it needs. */
export type SweepDeps = IngestDeps & {
  removal: OrganizationRemoval;
  trash: TrashCommands;
  garbage: GarbageRows;
  idempotency: Pick<IdempotencyKeys, 'prune'>;
  invitations: Pick<Invitations, 'prune'>;
  sessions: Pick<Sessions, 'prune'>;
  shares: Pick<Shares, 'prune'>;
  emailTokens: Pick<EmailTokens, 'prune'>;
  changes: Pick<ChangeRows, 'prune'>;
  history: History;
  auditLog: Pick<AuditLog, 'prune'>;
  auditErasure: AuditErasure;
  statistics: Pick<Statistics, 'prune'>;
  config: Pick<
    WorkerConfig,
    'sweepIntervalMs' | 'historyMs' | 'auditRetentionMs' | 'statisticsDays' | 'uploadLifetimeMs'
  >;
};
