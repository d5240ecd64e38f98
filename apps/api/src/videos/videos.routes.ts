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

export const VIDEO_ROUTES = defineRoutes('Videos', {
  createVideo: {
    method: 'POST',
    path: '/videos',
    summary: 'Create a video',
    description:
      'Completes an upload by what the store lists, and starts processing. Repeating the request returns the same video.',
    body: CreateVideoRequest,
    answers: [
      { status: 201, schema: VideoView },
      { status: 200, schema: VideoView, description: 'The upload already has this video' },
    ],
    honoursIdempotencyKey: true,
    errors: [
      'UPLOAD_NOT_FOUND',
      'UPLOAD_INCOMPLETE',
      'UPLOAD_SIZE_MISMATCH',
      'UPLOAD_CLOSED',
      'UPLOAD_COMPLETING',
      'RECIPE_UNKNOWN',
      'STORAGE_UNAVAILABLE',
    ],
  },
  listVideos: {
    method: 'GET',
    path: '/videos',
    summary: 'List videos',
    description: 'Returns the videos of an organization, a page at a time.',
    query: ListVideosQuery,
    answers: [{ status: 200, schema: VideoPage }],
  },
  viewVideo: {
    method: 'GET',
    path: '/videos/:id',
    summary: 'View a video',
    description: 'Returns a video, with URLs of what can be played or downloaded now.',
    params: VideoParams,
    answers: [{ status: 200, schema: VideoView }],
  },
  renameVideo: {
    method: 'PATCH',
    path: '/videos/:id',
    summary: 'Rename a video',
    description: 'Changes the title.',
    params: VideoParams,
    body: UpdateVideoRequest,
    answers: [{ status: 200, schema: VideoView }],
  },
  deleteVideo: {
    method: 'DELETE',
    path: '/videos/:id',
    summary: 'Delete a video',
    description: 'Deletes the video and all its files. Processing stops.',
    params: VideoParams,
    answers: [{ status: 204 }],
  },
  downloadVideo: {
    method: 'GET',
    path: '/videos/:id/download',
    summary: 'Download a file',
    description:
      "Redirects to a presigned URL of an output, under a readable file name. Clients that can't follow redirects to another host send `Accept: application/json` and get the URL instead. The original file needs `member.read`, which playback tokens do not have.",
    params: VideoParams,
    query: DownloadQuery,
    answers: [
      { status: 302, description: 'The file is at `Location`, a presigned URL' },
      { status: 200, schema: DownloadLink, description: 'The URL, to requests with `Accept: application/json`' },
    ],
    errors: ['OUTPUT_NOT_FOUND'],
  },
});
