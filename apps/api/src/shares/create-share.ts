import { createHmac } from 'node:crypto';
import type { CreateShareRequest, ShareView } from '@media/contracts';
import { actorRef, type RequestActor, type VideoId } from '@media/core';
import { newId, type Shares } from '@media/database';
import { hashNewPassword } from '../auth/passwords.js';
import { invalidFields } from '../http/invalid-fields.js';
import { hashShareToken, newShareToken } from './share-token.js';
import type { ShareViews } from './share-views.js';

/** @throws AppError REQUEST_INVALID for an expiry in the past, PASSWORD_TOO_COMMON, VIDEO_NOT_FOUND, TOO_MANY_SHARES */
export const createShare = async (
  { shares, views }: { shares: Pick<Shares, 'create'>; views: ShareViews },
  actor: RequestActor,
  videoId: VideoId,
  { expiresAt, password, allowDownload }: CreateShareRequest,
): Promise<ShareView> => {
  const expiry = expiresAt === undefined ? null : new Date(expiresAt);
  if (expiry && expiry.getTime() <= Date.now())
    throw invalidFields([{ path: 'expiresAt', message: 'Must be in the future' }]);
  const passwordHash = password === undefined ? null : await hashNewPassword(password, 'password');
  const [id, token] = [newId<'ShareId'>(), newShareToken()];
  const stored = { sealedToken: views.seal(token, id), tokenHash: hashShareToken(token) };
  return views.view(
    await shares.create(actor, { id, videoId, expiresAt: expiry, passwordHash, allowDownload, ...stored }),
  );
};

/**
 * What a repeated request has to have in common with the first one. Its hash is stored, so it contains the password only with a key:
 * otherwise, whoever reads the database could guess the password much faster than by its own hash.
 */
export const keyedRequest = (
  secret: string,
  actor: RequestActor,
  videoId: VideoId,
  { password, ...body }: CreateShareRequest,
): object => {
  const keyed = password && createHmac('sha256', secret).update(`share password ${password}`).digest('base64url');
  return { ...body, videoId, actor: actorRef(actor), ...(keyed && { password: keyed }) };
};
