import { OpenShareRequest, TokenQuery, ViewingView } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from '../videos/video-params.js';

export const VIEWING_ROUTES = defineRoutes('Sharing', {
  watchVideo: {
    method: 'GET',
    path: '/watch/:id',
    summary: 'Watch an unlisted or public video',
    description:
      'Returns what a player needs, without an account. Private videos get the same response as IDs of no video. While the video is being processed, `hlsUrl`, `dashUrl` and `poster` are `null` until it is ready to play. After a change to private, its URLs get the same 404; media that players have already requested URLs for stays available for the duration of the video and 15 minutes at most.',
    params: VideoParams,
    responses: [{ status: 200, schema: ViewingView }],
    errors: ['DATABASE_UNAVAILABLE'],
  },
  openShare: {
    method: 'POST',
    path: '/shares/open',
    summary: 'Open a share link',
    description:
      'Returns what a player needs to show the video of a share link, without an account: the same as `GET /watch/{id}`, and `downloadUrl` if the link allows downloads. A link with a password needs it, too. Wrong passwords are limited per link and address.',
    body: OpenShareRequest,
    responses: [{ status: 200, schema: ViewingView }],
    errors: ['SHARE_GONE', 'SHARE_PASSWORD_REQUIRED', 'SHARE_PASSWORD_WRONG', 'RATE_LIMITED'],
  },
  viewViewing: {
    method: 'GET',
    path: '/videos/:id/viewing',
    summary: 'Get what a player needs',
    description:
      'Returns the same as `GET /watch/{id}`, for the token of an opened share link or of a member, or for members themselves. `refreshUrl` of an opened share link is this address. As soon as the link is revoked or expires, it responds with `SHARE_GONE`.',
    params: VideoParams,
    query: TokenQuery,
    responses: [{ status: 200, schema: ViewingView }],
  },
  viewPoster: {
    method: 'GET',
    path: '/watch/:id/poster',
    summary: 'Get the poster of an unlisted or public video',
    description:
      'Redirects to a presigned URL of the image. The address stays the same, so that link previews can refer to it.',
    params: VideoParams,
    responses: [{ status: 302, description: 'Redirect to the presigned URL of the image' }],
    errors: ['OUTPUT_NOT_FOUND', 'DATABASE_UNAVAILABLE'],
  },
});
