import { type OrganizationId, systemActor } from '@media/core';
import type { OrganizationRemoval } from '@media/database';
import { closeUpload, type IngestDeps } from '@media/ingest';
import { isStopped } from './is-stopped.js';
import { processDue } from './process-due.js';
import { ignoreTaken } from './sweep-uploads.js';

/** Longer than `MAX_BATCHES` take. */
const LEASE_MS = 10 * 60_000;
const CONCURRENCY = 4;
const MAX_PER_SWEEP = 100;
const BATCH = 50;
/** The rest of a large organization waits for the next sweep, so that the other steps get their turn. */
const MAX_BATCHES = 40;

type Deps = IngestDeps & { removal: OrganizationRemoval };

/**
 * Deletes what deleted organizations still have: uploads and videos with their objects, then all rows. Processes share the work, and
 * every step can be repeated. The last objects are deleted hours later, when no URL or worker can write to them anymore.
 */
export const removeOrganizations = (deps: Deps, stop?: AbortSignal): Promise<void> =>
  processDue({
    take: (limit) => deps.removal.take(limit, LEASE_MS),
    work: async (id) => {
      try {
        await removeOrganization(deps, id, stop);
        return undefined;
      } catch (error) {
        if (isStopped(error)) return undefined;
        // It is due again after the lease.
        deps.log.warn({ err: error, organizationId: id }, 'Organization removal failed; retrying later');
        return error;
      }
    },
    ...{ concurrency: CONCURRENCY, maxPerSweep: MAX_PER_SWEEP, stop },
  });

const removeOrganization = async (deps: Deps, id: OrganizationId, stop?: AbortSignal): Promise<void> => {
  for (let batches = 0; batches < MAX_BATCHES && !stop?.aborted; batches += 1) {
    if (await removeBatch(deps, id)) continue;
    if (!(await deps.removal.finish(id))) continue;
    deps.log.info({ organizationId: id }, 'Organization removed');
    return;
  }
  await deps.removal.release(id);
};

/** Uploads first, because they become videos. False if nothing was left. */
const removeBatch = async (deps: Deps, id: OrganizationId): Promise<boolean> => {
  const actor = systemActor(id, 'sweeper');
  const uploads = await deps.uploads.unfinishedOf(id, BATCH);
  for (const upload of uploads) await ignoreTaken(closeUpload(deps, actor, upload, 'expired'));
  if (uploads.length > 0) return true;
  return (await deps.removal.removeVideos(actor, BATCH)) > 0 || (await deps.removal.pruneRows(id)) > 0;
};
