import { setTimeout as sleep } from 'node:timers/promises';
import { type Candidate, FLEET, type Fleet, joinElection } from '@media/database';
import { type Logger, oncePerOutage } from '@media/runtime';
import { type AbandonDeps, abandonLost } from './abandon-lost.js';
import { type EnqueueDeps, enqueueDue, type Round } from './enqueue-due.js';
import { type OrphanDeps, watchOrphans } from './replace-orphans.js';
import { collectWoken, type WokenFlows } from './woken-flows.js';

const TICK_MS = 2_000;
/** Shortest time between two rounds, so that many notifications cause one. */
const COALESCE_MS = 20;
/** The time between two rounds, relative to how long the first one took: with a long backlog, a window outlasts many notifications. */
const REST = 2;
/** Finds flows whose notification was lost, or that a process of the previous release doesn't announce. */
const WAKE_ALL_MS = 10_000;
const CANDIDATE_MS = 2_000;
/** Much less than the silence after which another candidate takes over, so that after a longer pause the lock is checked first. */
const RENEW_MS = 1_000;
const ORPHANS_EVERY_MS = 10_000;
const CLOSE_MS = 5_000;
/** Lets workers that survived a database outage report it (`reportOutage` in run-task) before they count as lost. */
const OUTAGE_GRACE_MS = 10_000;

export type DispatchDeps = EnqueueDeps &
  AbandonDeps &
  OrphanDeps & {
    databaseUrl: string;
    log: Logger;
    fleet?: Fleet;
    /** How often a candidate tries to get the lock. */
    candidateMs?: number;
  };

/**
 * Every process with the role `control` is a candidate for dispatcher of its fleet, on a dedicated connection. The one with
 * the lock enqueues due tasks and abandons lost workers. It keeps no important state in memory, so another one can
 * continue at any time.
 */
export const startDispatching = (deps: DispatchDeps): { close(): Promise<void> } => {
  const wakeUp = collectWoken();
  const stopped = new AbortController();
  const ended = runElection(deps, wakeUp, stopped.signal);
  return {
    close: async () => {
      stopped.abort();
      wakeUp.interrupt();
      // If the database doesn't answer, the lock is released when the process exits.
      await Promise.race([ended, sleep(CLOSE_MS, undefined, { ref: false })]);
    },
  };
};

const runElection = async (deps: DispatchDeps, wakeUp: WokenFlows, stopped: AbortSignal): Promise<void> => {
  const { databaseUrl, log, fleet = FLEET, candidateMs = CANDIDATE_MS } = deps;
  const attempt = oncePerOutage(log, 'Dispatcher election');
  let candidate: Candidate | undefined;
  let isAfterOutage = false;
  while (!stopped.aborted) {
    let leads = false;
    const answered = await attempt(async () => {
      candidate ??= await joinElection(databaseUrl, wakeUp.add, fleet);
      leads = await candidate.tryToLead();
    });
    if (candidate && leads)
      await serve(deps, candidate, wakeUp, { stopped, graceMs: isAfterOutage ? OUTAGE_GRACE_MS : 0 });
    // A leader that gets here has lost its connection. If another process leads, the grace period is its concern.
    isAfterOutage = leads || !answered;
    if (leads || !answered) {
      await closeCandidate(candidate);
      candidate = undefined;
    }
    await pause(candidateMs, stopped);
  }
  await closeCandidate(candidate);
};

/** The connection may be gone already. */
const closeCandidate = async (candidate: Candidate | undefined): Promise<void> => {
  await candidate?.close().catch(() => undefined);
};

const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
};

/** Independent loops, so that a transaction that blocks one of them doesn't stop the others. */
const serve = async (
  deps: DispatchDeps,
  candidate: Candidate,
  wakeUp: WokenFlows,
  { stopped, graceMs }: { stopped: AbortSignal; graceMs: number },
): Promise<void> => {
  deps.log.info('Became dispatcher');
  const ended = AbortSignal.any([stopped, candidate.lost]);
  candidate.lost.addEventListener('abort', wakeUp.interrupt, { once: true });
  await Promise.all([
    keepEnqueueing(deps, candidate, wakeUp, ended).finally(() => closeCandidate(candidate)),
    pause(graceMs, ended).then(() => repeat('Abandoning lost workers', TICK_MS, () => abandonLost(deps), deps, ended)),
    repeat('Replacing orphaned jobs', ORPHANS_EVERY_MS, watchOrphans(deps), deps, ended),
  ]);
};

const keepEnqueueing = async (
  deps: DispatchDeps,
  candidate: Candidate,
  wakeUp: WokenFlows,
  ended: AbortSignal,
): Promise<void> => {
  const attempt = oncePerOutage(deps.log, 'Enqueueing due tasks');
  const renew = oncePerOutage(deps.log, 'Dispatcher lock renewal');
  let wakeAllAt = 0;
  let renewedAt = 0;
  await attempt(deps.dispatch.prepare);
  while (!ended.aborted) {
    // Not performance.now(), which stands still while a machine sleeps.
    if (Math.abs(Date.now() - renewedAt) >= RENEW_MS) {
      renewedAt = Date.now();
      if (!(await renew(candidate.renew))) return;
    }
    const all = performance.now() >= wakeAllAt;
    const { organizations, isUnknown } = wakeUp.take();
    if (all || isUnknown) deps.dispatch.wakeAll();
    let round: Round = { untilNextMs: TICK_MS, isIdle: false };
    const startedAt = performance.now();
    const answered = await attempt(async () => {
      round = await enqueueDue(deps, organizations);
    });
    if (all || !answered) wakeAllAt = answered ? performance.now() + WAKE_ALL_MS : 0;
    const pauseMs = Math.min(TICK_MS, round.untilNextMs);
    const wasTick = answered && round.isIdle && !isUnknown && organizations.size === 0 && pauseMs > COALESCE_MS;
    const restMs = wasTick ? 0 : restAfter(performance.now() - startedAt);
    await pause(restMs, ended);
    await wakeUp.sleep(Math.max(0, pauseMs - restMs));
  }
};

/** No notification caused an idle tick, so the first one after it doesn't wait for others. */
const restAfter = (roundMs: number): number => Math.min(TICK_MS, Math.max(COALESCE_MS, REST * roundMs));

const repeat = async (
  what: string,
  everyMs: number,
  work: () => Promise<void>,
  { log }: DispatchDeps,
  ended: AbortSignal,
): Promise<void> => {
  const attempt = oncePerOutage(log, what);
  while (!ended.aborted) {
    await attempt(work);
    await pause(everyMs, ended);
  }
};
