import { OrganizationMessage, TokenQuery, VideoMessage } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from '../videos/video-params.js';

export const WATCH_ROUTES = defineRoutes('Events', {
  followVideo: {
    method: 'GET',
    path: '/videos/:id/events',
    summary: 'Stream events of a video',
    description:
      'Streams server-sent events: first a snapshot, then changes, until the video is completed, failed, or canceled. With `Last-Event-ID`, the stream resumes with the events that were missed.',
    params: VideoParams,
    query: TokenQuery,
    responses: [
      { status: 200, type: 'text/event-stream', schema: VideoMessage },
      { status: 204, description: 'Processing has ended and no events were missed' },
    ],
  },
  followOrganization: {
    method: 'GET',
    path: '/events',
    summary: 'Stream events of all videos',
    description:
      'Streams server-sent events about every video of the organization. Each message has a `videoId`; the first message about each video is a snapshot.',
    responses: [{ status: 200, type: 'text/event-stream', schema: OrganizationMessage }],
  },
});
