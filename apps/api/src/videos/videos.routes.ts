import {
  BulkRequest,
  BulkResult,
  CreateVideoRequest,
  DeleteVideoQuery,
  DownloadLink,
  DownloadQuery,
  ListVideosQuery,
  UpdateVideoRequest,
  VideoPage,
  VideoView,
  ViewVideoQuery,
} from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from './video-params.js';

export const VIDEO_ROUTES = defineRoutes('Videos', {
  createVideo: {
    method: 'POST',
    path: '/videos',
    summary: 'Create a video',
    description:
      'Completes an upload and starts processing. All parts must be in storage. Repeating the request returns the same video.',
    body: CreateVideoRequest,
    responses: [
      { status: 201, schema: VideoView },
      { status: 200, schema: VideoView, description: 'The upload already has this video' },
    ],
    honorsIdempotencyKey: true,
    errors: [
      'UPLOAD_NOT_FOUND',
      'UPLOAD_INCOMPLETE',
      'UPLOAD_SIZE_MISMATCH',
      'UPLOAD_CLOSED',
      'UPLOAD_COMPLETING',
      'RECIPE_UNKNOWN',
      'PRIORITY_TOO_HIGH',
      'STORAGE_UNAVAILABLE',
    ],
  },
  listVideos: {
    method: 'GET',
    path: '/videos',
    summary: 'List videos',
    description:
      'Returns the videos of an organization, one page at a time. Videos in the trash are only in its own list, with their images but without anything to play or download.',
    query: ListVideosQuery,
    responses: [{ status: 200, schema: VideoPage }],
  },
  viewVideo: {
    method: 'GET',
    path: '/videos/:id',
    summary: 'Get a video',
    description:
      'Returns a video, including URLs of the outputs that are ready. One in the trash is only found with `trashed=true`.',
    params: VideoParams,
    query: ViewVideoQuery,
    responses: [{ status: 200, schema: VideoView }],
  },
  updateVideo: {
    method: 'PATCH',
    path: '/videos/:id',
    summary: 'Update a video',
    description:
      'Changes the title, description, tags, visibility, priority or poster of a video. New tags replace the ones that it had. A new priority takes effect at once, also for a video that is waiting or being processed. So does a new visibility, which requires the `share.manage` permission. A new poster takes some seconds to make; `poster.status` says when it is ready, and until then the video keeps the one that it has. It stays when the video is processed again.',
    params: VideoParams,
    body: UpdateVideoRequest,
    responses: [{ status: 200, schema: VideoView }],
    errors: [
      'PRIORITY_TOO_HIGH',
      'POSTER_OUT_OF_RANGE',
      'POSTER_NOT_POSSIBLE',
      'UPLOAD_NOT_FOUND',
      'UPLOAD_CLOSED',
      'UPLOAD_INCOMPLETE',
      'UPLOAD_SIZE_MISMATCH',
      'STORAGE_UNAVAILABLE',
    ],
  },
  deleteVideo: {
    method: 'DELETE',
    path: '/videos/:id',
    summary: 'Delete a video',
    description:
      'Stops processing and moves the video to the trash. There, it counts as stored but no longer exists for other operations, until it is restored or, after some weeks, deleted for good. If the video is in the trash, or with `permanently=true`, it is deleted for good with all its files. Repeating a request within a minute deletes nothing for good, so that clients can retry.',
    params: VideoParams,
    query: DeleteVideoQuery,
    responses: [{ status: 204 }],
  },
  bulkVideos: {
    method: 'POST',
    path: '/videos/bulk',
    summary: 'Change several videos',
    description:
      'Adds or removes tags, sets the visibility, moves to the trash, restores, or deletes for good up to 100 videos of the organization. Each video is changed on its own, as by the command for one video: the response lists the result of each, and a failure stops none of the others. `setVisibility` requires the `share.manage` permission.',
    body: BulkRequest,
    responses: [{ status: 200, schema: BulkResult }],
  },
  downloadVideo: {
    method: 'GET',
    path: '/videos/:id/download',
    summary: 'Download a file',
    description:
      "Redirects to a presigned URL that downloads an output with a readable file name. Clients that can't follow redirects to another host can send `Accept: application/json` to get the URL in the response body. The source file requires the `member.read` permission, which playback tokens don't have.",
    params: VideoParams,
    query: DownloadQuery,
    responses: [
      { status: 302, description: 'Redirect to the presigned URL of the file' },
      {
        status: 200,
        schema: DownloadLink,
        description: 'The presigned URL, if requested with `Accept: application/json`',
      },
    ],
    errors: ['OUTPUT_NOT_FOUND', 'DOWNLOAD_NOT_ALLOWED'],
  },
});
