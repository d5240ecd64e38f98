import { ViewingView } from '@media/contracts';
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
