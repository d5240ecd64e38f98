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
      'Creates an upload and returns how to send the file. Send a file of up to 16 MiB with one PUT to `url`; send a larger file in parts to URLs from `POST /uploads/{id}/parts`. If `video` is set, which requires `video.write`, the server creates the video when all bytes have arrived, unless you have lost that permission by then. The size counts towards the limits of the organization until the upload is canceled or expires, or its video is deleted.',
    body: CreateUploadRequest,
    responses: [{ status: 201, schema: UploadCreated }],
    honorsIdempotencyKey: true,
    errors: ['UPLOAD_TOO_LARGE', 'QUOTA_EXCEEDED', 'RECIPE_UNKNOWN', 'PRIORITY_TOO_HIGH', 'STORAGE_UNAVAILABLE'],
  },
  signParts: {
    method: 'POST',
    path: '/uploads/:id/parts',
    summary: 'Get part upload URLs',
    description:
      'Returns a presigned URL for each requested part. The URLs are valid for one hour, so request them just before sending. For a single upload, request part 1 to get a new URL.',
    params: UploadParams,
    body: SignPartsRequest,
    responses: [{ status: 200, schema: SignedParts }],
    errors: ['UPLOAD_CLOSED', 'PART_OUT_OF_RANGE', 'STORAGE_UNAVAILABLE'],
  },
  viewUpload: {
    method: 'GET',
    path: '/uploads/:id',
    summary: 'Get an upload',
    description: 'Returns the upload and the parts that have arrived, so that a client can resume it.',
    params: UploadParams,
    responses: [{ status: 200, schema: UploadView }],
    errors: ['STORAGE_UNAVAILABLE'],
  },
  abortUpload: {
    method: 'DELETE',
    path: '/uploads/:id',
    summary: 'Abort an upload',
    description: 'Aborts the upload and deletes its parts. Repeating the request also succeeds.',
    params: UploadParams,
    responses: [{ status: 204 }],
    errors: ['UPLOAD_CLOSED', 'STORAGE_UNAVAILABLE'],
  },
});
