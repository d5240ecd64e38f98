import type { ShareView } from '@media/contracts';
import { AppError, type OrganizationId } from '@media/core';
import type { Share, Shares } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { Links } from '../http/respond-idempotently.js';
import { createSealer } from '../infrastructure/sealer.js';

type Config = Pick<ApiConfig, 'publicUrl' | 'jwtSecret'>;
type ShareLink = Pick<Share, 'id' | 'sealedToken'>;

/** Encrypts the tokens of shares, and shows shares with their links. */
export const createShareViews = ({ publicUrl, jwtSecret }: Config) => {
  const { seal, open } = createSealer(jwtSecret, 'share tokens');

  /** Browsers send the fragment to no server, so tokens appear in no log. */
  const urlOf = ({ id, sealedToken }: ShareLink): string | null => {
    const token = open(sealedToken, id);
    return token === undefined ? null : `${publicUrl}/s#${token}`;
  };

  return {
    seal,
    view: (share: Share): ShareView => ({
      ...{ id: share.id, url: urlOf(share), expiresAt: share.expiresAt?.toISOString() ?? null },
      ...{ hasPassword: share.passwordHash !== null, allowDownload: share.allowDownload },
      createdAt: share.createdAt.toISOString(),
    }),

    /** A repeated request gets the same link. @throws AppError SHARE_GONE if the share was revoked since */
    links: ({ shares }: { shares: Pick<Shares, 'get'> }, organizationId: OrganizationId): Links<ShareView> => ({
      without: (created) => ({ ...created, url: null }),
      renew: async (created) => {
        const share = await shares.get(organizationId, created.id);
        if (!share) throw new AppError('SHARE_GONE', { shareId: created.id });
        return { ...created, url: urlOf(share) };
      },
    }),
  };
};
export type ShareViews = ReturnType<typeof createShareViews>;
