import { pruneEvents } from './prune-events.js';
import type { SweepDeps } from './sweep-deps.js';

const KEY_LIFETIME_MS = 24 * 3_600_000;
/** The rest waits for the next sweep. */
const MAX_BATCHES = 100;

/** Deletes a batch of old rows; returns how many. */
type Prune = () => Promise<number>;

/** The rows that are deleted by age, by name of the sweep step. */
export const pruneSteps = (deps: SweepDeps): Record<string, Prune> => {
  const { auditErasure, auditLog, idempotency, invitations, sessions, emailTokens, shares, changes, uploads } = deps;
  const { history, statistics, config } = deps;
  return {
    'idempotency keys': () => idempotency.prune(KEY_LIFETIME_MS),
    'ended sessions': sessions.prune,
    'expired invitations': invitations.prune,
    'expired links': emailTokens.prune,
    'expired shares': shares.prune,
    'deleted videos': changes.prune,
    'ended uploads': uploads.prune,
    events: () => pruneEvents(deps),
    'audit log': () => auditLog.prune(config.auditRetentionMs),
    'statistics of views': () => statistics.prune(config.statisticsDays),
    'names of deleted accounts': auditErasure.prune,
    attempts: () => history.pruneAttempts(config.historyMs),
    'replaced jobs': () => history.pruneJobs(config.historyMs),
  };
};

export const pruneAll = async (prune: Prune, stop: AbortSignal): Promise<void> => {
  for (let batches = 0; batches < MAX_BATCHES && !stop.aborted; batches += 1) if ((await prune()) === 0) return;
};
