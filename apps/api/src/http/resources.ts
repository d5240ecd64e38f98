import { ApiKeyId, OrganizationId, UploadId, VideoId } from '@media/contracts';
import type { ErrorCode } from '@media/core';
import type { OrganizationSelector } from '@media/database';

type Resource = {
  prefix: string;
  /** The error if no resource has the id, or if it belongs to another user or organization. */
  missing: ErrorCode;
  /** Only for resources of organizations. Returns undefined for a malformed id. */
  selectorOf?: (id: unknown) => OrganizationSelector | undefined;
  /** Names that mean something only in the organization of the header. */
  isOfHeader?: true;
};

/** The resources that paths identify. */
const RESOURCES: readonly Resource[] = [
  {
    ...{ prefix: '/videos/:id', missing: 'VIDEO_NOT_FOUND' },
    selectorOf: (value) => {
      const { data: id } = VideoId.safeParse(value);
      return id && { kind: 'video', id };
    },
  },
  {
    ...{ prefix: '/uploads/:id', missing: 'UPLOAD_NOT_FOUND' },
    selectorOf: (value) => {
      const { data: id } = UploadId.safeParse(value);
      return id && { kind: 'upload', id };
    },
  },
  {
    ...{ prefix: '/organizations/:id', missing: 'ORGANIZATION_NOT_FOUND' },
    selectorOf: (value) => {
      const { data: id } = OrganizationId.safeParse(value);
      return id && { kind: 'organization', id };
    },
  },
  {
    ...{ prefix: '/api-keys/:id', missing: 'API_KEY_NOT_FOUND' },
    selectorOf: (value) => {
      const { data: id } = ApiKeyId.safeParse(value);
      return id && { kind: 'apiKey', id };
    },
  },
  { prefix: '/watch/:id', missing: 'VIDEO_NOT_FOUND' },
  { prefix: '/tags/:name', missing: 'TAG_NOT_FOUND', isOfHeader: true },
  { prefix: '/auth/sessions/:id', missing: 'SESSION_NOT_FOUND' },
];

export const resourceAt = (path: string): Resource | undefined =>
  RESOURCES.find(({ prefix }) => path.startsWith(prefix));

/** Whether the resource in the path determines the organization of a request. */
export const pathSelectsOrganization = (path: string): boolean => resourceAt(path)?.selectorOf !== undefined;

/** Whether the resource in the path belongs to a known organization: its own, or that of the header. */
export const pathHasOrganization = (path: string): boolean =>
  pathSelectsOrganization(path) || resourceAt(path)?.isOfHeader === true;
