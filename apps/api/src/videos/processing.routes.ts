import { JobList, RetryVideoRequest, VideoView } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from './video-params.js';

export const PROCESSING_ROUTES = defineRoutes('Processing', {
  cancelVideo: {
    method: 'POST',
    path: '/videos/:id/cancel',
    summary: 'Cancel processing',
    description: 'Cancels processing. Published outputs stay playable.',
    params: VideoParams,
    responses: [{ status: 202, schema: VideoView, description: 'Processing was canceled' }],
    errors: ['VIDEO_NOT_CANCELLABLE'],
  },
  retryVideo: {
    method: 'POST',
    path: '/videos/:id/retry',
    summary: 'Retry or reprocess a video',
    description:
      'Resumes a failed or canceled video, keeping its finished tasks, or processes a video with another recipe. Published outputs stay available until the new ones replace them.',
    params: VideoParams,
    body: RetryVideoRequest,
    responses: [{ status: 202, schema: VideoView, description: 'Processing was queued' }],
    errors: ['VIDEO_BUSY', 'RECIPE_UNKNOWN'],
  },
  listJobs: {
    method: 'GET',
    path: '/videos/:id/jobs',
    summary: 'List jobs',
    description:
      'Returns all jobs of the video with their tasks and attempts, and the state of the video at the same moment.',
    params: VideoParams,
    responses: [{ status: 200, schema: JobList }],
  },
});
