import {
  CreateVideoRequest,
  DownloadLink,
  DownloadQuery,
  ListVideosQuery,
  UpdateVideoRequest,
  VideoPage,
  VideoView,
} from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from './video-params.js';

export const VIDEO_ROUTES = defineRoutes({
  createVideo: {
    method: 'POST',
    path: '/videos',
    summary: 'Complete an upload and make its video',
    body: CreateVideoRequest,
    answers: [
      { status: 201, schema: VideoView },
      { status: 200, schema: VideoView, description: 'The upload has its video already' },
    ],
    honoursIdempotencyKey: true,
  },
  listVideos: {
    method: 'GET',
    path: '/videos',
    summary: 'List, search and sort videos',
    query: ListVideosQuery,
    answers: [{ status: 200, schema: VideoPage }],
  },
  viewVideo: {
    method: 'GET',
    path: '/videos/:id',
    summary: 'View a video',
    params: VideoParams,
    answers: [{ status: 200, schema: VideoView }],
  },
  renameVideo: {
    method: 'PATCH',
    path: '/videos/:id',
    summary: 'Rename a video',
    params: VideoParams,
    body: UpdateVideoRequest,
    answers: [{ status: 200, schema: VideoView }],
  },
  deleteVideo: {
    method: 'DELETE',
    path: '/videos/:id',
    summary: 'Delete a video',
    params: VideoParams,
    answers: [{ status: 204 }],
  },
  downloadVideo: {
    method: 'GET',
    path: '/videos/:id/download',
    summary: 'Download an output, or the original file',
    params: VideoParams,
    query: DownloadQuery,
    answers: [
      { status: 302, description: 'To a presigned URL of the store' },
      { status: 200, schema: DownloadLink, description: 'The same URL, with `Accept: application/json`' },
    ],
  },
});
