import { CreateShareRequest, PageQuery, ShareId, SharePage, ShareView } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from '../videos/video-params.js';

export const SHARE_ROUTES = defineRoutes('Sharing', {
  createShare: {
    method: 'POST',
    path: '/videos/:id/shares',
    summary: 'Create a share link',
    description:
      'Creates a link with which anyone can watch this video without an account, whatever its visibility. It works until it expires or is revoked. It belongs to the organization: it continues to work when its creator leaves.',
    params: VideoParams,
    body: CreateShareRequest,
    responses: [{ status: 201, schema: ShareView }],
    errors: ['PASSWORD_TOO_COMMON', 'TOO_MANY_SHARES', 'SHARE_GONE'],
    honorsIdempotencyKey: true,
  },
  listShares: {
    method: 'GET',
    path: '/videos/:id/shares',
    summary: 'List share links',
    description:
      'Returns the share links of the video, the newest first. Expired ones are listed for 30 days, revoked ones are not.',
    params: VideoParams,
    query: PageQuery,
    responses: [{ status: 200, schema: SharePage }],
  },
  revokeShare: {
    method: 'DELETE',
    path: '/videos/:id/shares/:shareId',
    summary: 'Revoke a share link',
    description:
      'Ends a share link for good. The next request of everybody who watches by it is refused. Media that players have already requested URLs for stays available for the duration of the video and 15 minutes at most.',
    params: VideoParams.extend({ shareId: ShareId }),
    responses: [{ status: 204 }],
    errors: ['SHARE_NOT_FOUND'],
  },
});
