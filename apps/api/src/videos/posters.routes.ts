import { CreatePosterUploadRequest, UploadCreated } from '@media/contracts';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from './video-params.js';

export const POSTER_ROUTES = defineRoutes('Videos', {
  createPosterUpload: {
    method: 'POST',
    path: '/videos/:id/poster-uploads',
    summary: 'Upload a poster',
    description:
      'Creates an upload of a JPEG, PNG or WebP picture. Send the file with one PUT to `url`, with `headers`. Then make it the poster by `PATCH /videos/{id}` with `posterUploadId`. The size counts towards the limits of the organization like other uploads.',
    params: VideoParams,
    body: CreatePosterUploadRequest,
    responses: [{ status: 201, schema: UploadCreated }],
    honorsIdempotencyKey: true,
    errors: ['QUOTA_EXCEEDED', 'UPLOAD_TOO_LARGE', 'STORAGE_UNAVAILABLE'],
  },
});
