import { OrganizationMessage, TokenQuery, VideoMessage } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from '../videos/video-params.js';

export const WATCH_ROUTES = defineRoutes('Events', {
  followVideo: {
    method: 'GET',
    path: '/videos/:id/events',
    summary: 'Follow a video',
    description:
      'A stream of server-sent events: first a snapshot, then what changes, until the video is completed, failed or cancelled. With `Last-Event-ID`, the missed milestones come first.',
    params: VideoParams,
    query: TokenQuery,
    answers: [
      { status: 200, type: 'text/event-stream', schema: VideoMessage },
      { status: 204, description: 'Processing has ended and nothing was missed' },
    ],
  },
  followOrganization: {
    method: 'GET',
    path: '/events',
    summary: 'Follow all videos',
    description:
      'A stream of server-sent events about every video of the organization. Each message names its video; the first about each one is a snapshot.',
    answers: [{ status: 200, type: 'text/event-stream', schema: OrganizationMessage }],
  },
});
