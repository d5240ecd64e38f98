import type { OpenShareRequest } from '@media/contracts';
import { AppError, type ShareId } from '@media/core';
import type { Shares, ViewerRef } from '@media/database';
import { verifyPassword } from '../auth/passwords.js';
import type { AuthLimits, Client } from '../limits/auth-limits.js';
import { hashShareToken } from './share-token.js';

type Deps = { shares: Pick<Shares, 'open'>; limits: Pick<AuthLimits, 'checkSharePassword'> };

/**
 * Only guesses of passwords are limited. Nobody can guess a token, and the viewers of a whole company can share an address.
 * @throws AppError SHARE_GONE, SHARE_PASSWORD_REQUIRED, SHARE_PASSWORD_WRONG, RATE_LIMITED
 */
export const openShare = async (
  { shares, limits }: Deps,
  client: Client,
  { token, password, shareId: expectedId }: OpenShareRequest,
): Promise<ViewerRef> => {
  const share = await shares.open(hashShareToken(token));
  if (!share || (expectedId !== undefined && expectedId !== share.id)) throw new AppError('SHARE_GONE');
  const { id: shareId, videoId, passwordHash } = share;
  if (passwordHash !== null) await checkPassword({ limits }, client, { shareId, passwordHash }, password);
  return { videoId, shareId };
};

const checkPassword = async (
  { limits }: Pick<Deps, 'limits'>,
  client: Client,
  { shareId, passwordHash }: { shareId: ShareId; passwordHash: string },
  password: string | undefined,
): Promise<void> => {
  if (password === undefined) throw new AppError('SHARE_PASSWORD_REQUIRED', { shareId });
  const onSuccess = await limits.checkSharePassword(shareId, client);
  if (!(await verifyPassword(passwordHash, password))) throw new AppError('SHARE_PASSWORD_WRONG', { shareId });
  await onSuccess();
};
