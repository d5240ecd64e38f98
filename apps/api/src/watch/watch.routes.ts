import { OrganizationMessage, TokenQuery, VideoMessage } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from '../videos/video-params.js';

export const WATCH_ROUTES = defineRoutes({
  followVideo: {
    method: 'GET',
    path: '/videos/:id/events',
    summary: 'Follow a video by server-sent events',
    params: VideoParams,
    query: TokenQuery,
    answers: [
      { status: 200, type: 'text/event-stream', schema: VideoMessage },
      { status: 204, description: 'The video has ended and nothing was missed' },
    ],
  },
  followOrganization: {
    method: 'GET',
    path: '/events',
    summary: 'Follow all videos by server-sent events',
    answers: [{ status: 200, type: 'text/event-stream', schema: OrganizationMessage }],
  },
});
