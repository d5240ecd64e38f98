import { JobList, RetryVideoRequest, VideoView } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from './video-params.js';

export const PROCESSING_ROUTES = defineRoutes({
  cancelVideo: {
    method: 'POST',
    path: '/videos/:id/cancel',
    summary: 'Stop processing',
    params: VideoParams,
    answers: [{ status: 202, schema: VideoView }],
  },
  retryVideo: {
    method: 'POST',
    path: '/videos/:id/retry',
    summary: 'Process again',
    params: VideoParams,
    body: RetryVideoRequest,
    answers: [{ status: 202, schema: VideoView }],
  },
  listJobs: {
    method: 'GET',
    path: '/videos/:id/jobs',
    summary: 'Jobs, tasks and attempts of a video',
    params: VideoParams,
    answers: [{ status: 200, schema: JobList }],
  },
});
