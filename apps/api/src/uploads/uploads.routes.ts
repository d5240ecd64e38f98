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

export const UPLOAD_ROUTES = defineRoutes({
  createUpload: {
    method: 'POST',
    path: '/uploads',
    summary: 'Announce a file',
    body: CreateUploadRequest,
    answers: [{ status: 201, schema: UploadCreated }],
    honoursIdempotencyKey: true,
  },
  signParts: {
    method: 'POST',
    path: '/uploads/:id/parts',
    summary: 'Get URLs to send parts to',
    params: UploadParams,
    body: SignPartsRequest,
    answers: [{ status: 200, schema: SignedParts }],
  },
  viewUpload: {
    method: 'GET',
    path: '/uploads/:id',
    summary: 'What has arrived of an upload',
    params: UploadParams,
    answers: [{ status: 200, schema: UploadView }],
  },
  abortUpload: {
    method: 'DELETE',
    path: '/uploads/:id',
    summary: 'Give an upload up',
    params: UploadParams,
    answers: [{ status: 204 }],
  },
});
