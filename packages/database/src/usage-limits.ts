import { type OrganizationId, type UsageLimits } from '@media/core';
import { Prisma } from './generated/client.js';

/** SQL for a query with an organization's limits: its own, or else the installation's. Null for none. */
export const limitsOf = (organizationId: OrganizationId, defaults: UsageLimits): Prisma.Sql => {
  const { storageBytes = null, monthlyUploadBytes = null, monthlySourceSeconds = null } = defaults;
  return Prisma.sql`
    SELECT COALESCE(max_storage_bytes, ${storageBytes}::bigint) AS storage_bytes,
      COALESCE(max_monthly_upload_bytes, ${monthlyUploadBytes}::bigint) AS upload_bytes,
      1000 * COALESCE(max_monthly_source_seconds, ${monthlySourceSeconds}::bigint) AS source_ms, concurrent_tasks
    FROM organization WHERE id = ${organizationId}::uuid`;
};
