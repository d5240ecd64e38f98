import { UploadId, VideoId } from '@media/contracts';
import type { ErrorCode } from '@media/core';
import type { Place } from '@media/database';

type Resource = {
  prefix: string;
  /** The answer when nothing has the id, and also when someone else's resource has it. */
  missing: ErrorCode;
  /** For resources of organizations; undefined when the id can't be one. */
  placeOf?: (id: unknown) => Place | undefined;
};

/** What the id in a path names. */
const RESOURCES: readonly Resource[] = [
  {
    ...{ prefix: '/videos/:id', missing: 'VIDEO_NOT_FOUND' },
    placeOf: (value) => {
      const { data: id } = VideoId.safeParse(value);
      return id && { kind: 'video', id };
    },
  },
  {
    ...{ prefix: '/uploads/:id', missing: 'UPLOAD_NOT_FOUND' },
    placeOf: (value) => {
      const { data: id } = UploadId.safeParse(value);
      return id && { kind: 'upload', id };
    },
  },
  { prefix: '/auth/sessions/:id', missing: 'SESSION_NOT_FOUND' },
];

export const resourceAt = (path: string): Resource | undefined =>
  RESOURCES.find(({ prefix }) => path.startsWith(prefix));

/** Whether the resource in a path decides in which organization a request acts. */
export const namesItsOrganization = (path: string): boolean => resourceAt(path)?.placeOf !== undefined;
