import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';

type Found = { known: string[]; found: string[] };

/** Adds what completed tasks have found to the reasons why the source isn't standard. Those of the plan come first. */
export const collectReasons = async (tx: Transaction, job: LockedJob): Promise<void> => {
  const [row] = await tx.sql.$queryRaw<Found[]>`
    SELECT coalesce(non_standard, '[]') AS known,
      coalesce((SELECT jsonb_agg(reason) FROM task, jsonb_array_elements(result -> 'nonStandard') AS reason
        WHERE job_id = job.id AND status = 'completed'), '[]') AS found
    FROM job WHERE id = ${job.id}::uuid`;
  if (!row) return;
  const nonStandard = [...new Set([...row.known, ...row.found])];
  if (nonStandard.length > row.known.length) await tx.sql.job.update({ where: { id: job.id }, data: { nonStandard } });
};
