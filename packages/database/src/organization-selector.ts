import type { ApiKeyId, OrganizationId, UploadId, VideoId } from '@media/core';
import { Prisma } from './generated/client.js';
import { isPresent } from './present-videos.js';

/** Determines the organization that a request applies to: a named one, or the owner of a resource. */
export type OrganizationSelector =
  | { kind: 'organization'; id: OrganizationId }
  /** One in the trash counts as missing, unless `trash` includes it. */
  | { kind: 'video'; id: VideoId; trash?: 'included' }
  | { kind: 'upload'; id: UploadId }
  | { kind: 'apiKey'; id: ApiKeyId }
  /** For a malformed id, so that the credentials are still checked first. */
  | { kind: 'nothing' };

/** SQL condition: `organization_id` is the selected organization. Not true if no resource has the id. */
export const isSelected = (selector: OrganizationSelector): Prisma.Sql => {
  switch (selector.kind) {
    case 'nothing':
      return Prisma.sql`false`;
    case 'organization':
      return Prisma.sql`organization_id = ${selector.id}::uuid`;
    case 'video':
      return Prisma.sql`organization_id = (
        SELECT organization_id FROM video WHERE id = ${selector.id}::uuid AND ${selector.trash ? Prisma.sql`true` : isPresent})`;
    case 'upload':
      return Prisma.sql`organization_id = (SELECT organization_id FROM upload WHERE id = ${selector.id}::uuid)`;
    case 'apiKey':
      return Prisma.sql`organization_id = (SELECT organization_id FROM api_key WHERE id = ${selector.id}::uuid)`;
  }
};
