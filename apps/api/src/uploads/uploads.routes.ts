import {
  CreateUploadRequest,
  SignedParts,
  SignPartsRequest,
  UploadCreated,
  UploadId,
  UploadView,
} from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

const UploadParams = z.strictObject({ id: UploadId });

export const UPLOAD_ROUTES = defineRoutes('Uploads', {
  createUpload: {
    method: 'POST',
    path: '/uploads',
    summary: 'Create an upload',
    description:
      'Announces a file and returns how to send it: up to 16 MiB with one PUT to `url`, above that in parts with URLs of `POST /uploads/{id}/parts`. With `video`, the server creates the video by itself once all bytes have arrived.',
    body: CreateUploadRequest,
    answers: [{ status: 201, schema: UploadCreated }],
    honoursIdempotencyKey: true,
    errors: ['UPLOAD_TOO_LARGE', 'RECIPE_UNKNOWN', 'STORAGE_UNAVAILABLE'],
  },
  signParts: {
    method: 'POST',
    path: '/uploads/:id/parts',
    summary: 'Get URLs for parts',
    description:
      'Returns presigned URLs that take exactly the bytes of each part. Request them just before sending: they are valid for one hour. Also works for part 1 of a single upload.',
    params: UploadParams,
    body: SignPartsRequest,
    answers: [{ status: 200, schema: SignedParts }],
    errors: ['UPLOAD_CLOSED', 'PART_OUT_OF_RANGE', 'STORAGE_UNAVAILABLE'],
  },
  viewUpload: {
    method: 'GET',
    path: '/uploads/:id',
    summary: 'View an upload',
    description: 'Returns which parts have arrived, as the store lists them: enough to resume on another day.',
    params: UploadParams,
    answers: [{ status: 200, schema: UploadView }],
    errors: ['STORAGE_UNAVAILABLE'],
  },
  abortUpload: {
    method: 'DELETE',
    path: '/uploads/:id',
    summary: 'Abort an upload',
    description: 'Ends the upload and frees its parts. Aborting it again succeeds too.',
    params: UploadParams,
    answers: [{ status: 204 }],
    errors: ['UPLOAD_CLOSED', 'STORAGE_UNAVAILABLE'],
  },
});
