import { type Page, type PageQuery, ShareId, type ShareView } from '@media/contracts';
import type { OrganizationId, VideoId } from '@media/core';
import type { Shares } from '@media/database';
import { z } from 'zod';
import { pageCursor } from '../http/page-cursor.js';
import type { ShareViews } from './share-views.js';

const CURSOR = pageCursor(z.strictObject({ id: ShareId }));

/** The shares of a video, the newest first. */
export const listShares = async (
  { shares, views }: { shares: Pick<Shares, 'list'>; views: ShareViews },
  organizationId: OrganizationId,
  videoId: VideoId,
  { limit, cursor }: PageQuery,
): Promise<Page<ShareView>> => {
  const rows = await shares.list(organizationId, videoId, limit + 1, CURSOR.parse(cursor)?.id);
  return CURSOR.toPage(rows, limit, views.view, ({ id }) => ({ id }));
};
