import type { UploadCreated } from '@media/contracts';
import { type Actor, AppError, type UploadId } from '@media/core';
import type { Links } from '../http/respond-idempotently.js';
import { type SignDeps, signParts } from './sign-parts.js';

/** The presigned URL of a new upload. A closed upload gets none, because nothing would use the bytes sent to it. */
export const uploadLinks = (deps: SignDeps, actor: Actor): Links<UploadCreated> => ({
  without: ({ url: _, headers: __, ...created }) => created,
  renew: async (created) => {
    if (created.strategy === 'multipart') return created;
    const [part] = await signFirst(deps, actor, created.id as UploadId);
    return part ? { ...created, url: part.url, headers: part.headers } : created;
  },
});

const ENDED: readonly string[] = ['UPLOAD_CLOSED', 'UPLOAD_NOT_FOUND'];

const signFirst = async (deps: SignDeps, actor: Actor, id: UploadId) => {
  try {
    return (await signParts(deps, actor, id, { partNumbers: [1] })).parts;
  } catch (error) {
    if (error instanceof AppError && ENDED.includes(error.code)) return [];
    throw error;
  }
};
