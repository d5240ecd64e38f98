import { JobList, RetryVideoRequest, VideoView } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from './video-params.js';

export const PROCESSING_ROUTES = defineRoutes('Processing', {
  cancelVideo: {
    method: 'POST',
    path: '/videos/:id/cancel',
    summary: 'Cancel processing',
    description: 'Stops processing. What has been published stays playable.',
    params: VideoParams,
    answers: [{ status: 202, schema: VideoView, description: 'Processing has been cancelled' }],
    errors: ['VIDEO_NOT_CANCELLABLE'],
  },
  retryVideo: {
    method: 'POST',
    path: '/videos/:id/retry',
    summary: 'Process again',
    description:
      'Resumes a failed or cancelled video, keeping the steps that are finished, or processes a video with another recipe. The published result is served until the new one replaces it.',
    params: VideoParams,
    body: RetryVideoRequest,
    answers: [{ status: 202, schema: VideoView, description: 'Processing is queued' }],
    errors: ['VIDEO_BUSY', 'RECIPE_UNKNOWN'],
  },
  listJobs: {
    method: 'GET',
    path: '/videos/:id/jobs',
    summary: 'List jobs',
    description:
      'Returns every run of a recipe on this video with its tasks and attempts, and the video at the same moment.',
    params: VideoParams,
    answers: [{ status: 200, schema: JobList }],
  },
});
