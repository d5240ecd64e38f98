import { mergeWarnings, type SourceWarning } from '@media/core';
import { appendEvent } from './events.js';
import type { Prisma } from './generated/client.js';
import type { LockedJob } from './locked-job.js';
import { workerActor } from './system-actors.js';
import type { Transaction } from './transaction.js';

type Found = { planned: SourceWarning[]; found: SourceWarning[]; known: SourceWarning[] };

/**
 * Sets a job's warnings to those of its plan and its completed tasks, so that the work of a reopened task isn't counted twice and
 * reused work brings its warnings along. Appends an event if there are new codes.
 */
export const collectWarnings = async (tx: Transaction, job: LockedJob): Promise<void> => {
  const [row] = await tx.sql.$queryRaw<Found[]>`
    SELECT coalesce(plan -> 'warnings', '[]') AS planned, warnings AS known,
      coalesce((SELECT jsonb_agg(warning ORDER BY kind, index) FROM task, jsonb_array_elements(result -> 'warnings') AS warning
        WHERE job_id = job.id AND status = 'completed'), '[]') AS found
    FROM job WHERE id = ${job.id}::uuid`;
  if (!row) return;
  const warnings = mergeWarnings([...row.planned, ...row.found]);
  await tx.sql.job.update({ where: { id: job.id }, data: { warnings: warnings as Prisma.InputJsonArray } });
  const codes = new Set(warnings.map(({ code }) => code));
  if ([...codes].every((code) => row.known.some((known) => known.code === code))) return;
  const data = { warnings: [...codes].map((code) => ({ code })) };
  await appendEvent(tx, job, { type: 'video.warned', data, actor: workerActor(job) });
};
