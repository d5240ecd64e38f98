import { MAX_WANTED_PART_BYTES, MIN_PART_BYTES } from '@media/core';
import { z } from 'zod';
import { dictionary } from './dictionary.js';
import { UploadId } from './ids.js';
import { bounded, trimmedText } from './text.js';
import { VideoDetails } from './videos.js';

export const UPLOAD_STATUSES = ['waiting', 'uploading', 'completing', 'completed', 'aborted', 'expired'] as const;

// A name is only shown and offered for downloads; a control character in it has no honest use.
const FileName = trimmedText(255)
  .min(1)
  .regex(/^[^\p{Cc}]*$/u, 'Must not contain control characters');
const ContentType = bounded(100).regex(/^[\w.+-]+\/[\w.+-]+$/, 'Must look like video/mp4');

export const CreateUploadRequest = z
  .strictObject({
    fileName: FileName,
    sizeBytes: z.int().min(1),
    contentType: ContentType.optional(),
    partSizeBytes: z
      .int()
      .min(MIN_PART_BYTES)
      .max(MAX_WANTED_PART_BYTES)
      .optional()
      .describe('The size of parts to use above 16 MiB, small on slow lines; larger where 10,000 would not do.'),
    video: VideoDetails.optional().describe('With it, the server makes the video by itself once all bytes are there.'),
  })
  .meta({ id: 'CreateUploadRequest' });
export type CreateUploadRequest = z.infer<typeof CreateUploadRequest>;

const Headers = z.record(z.string(), z.string());

export const UploadCreated = z
  .object({
    id: UploadId,
    status: z.enum(UPLOAD_STATUSES),
    strategy: z.enum(['single', 'multipart']),
    partSizeBytes: z.int(),
    partCount: z.int(),
    url: z.string().optional().describe('Presigned PUT of a single upload.'),
    headers: Headers.optional(),
    expiresAt: z.iso.datetime().describe('When an unfinished upload is swept.'),
  })
  .meta({ id: 'UploadCreated' });
export type UploadCreated = z.infer<typeof UploadCreated>;

const MOST_PARTS = 100;
const PartNumberText = bounded(5).regex(/^\d+$/, 'Must be a part number');
const Crc32c = bounded(8).regex(/^[A-Za-z0-9+/]{6}==$/, 'Must be a CRC32C in base64');

export const SignPartsRequest = z
  .strictObject({
    partNumbers: z.array(z.int().min(1).max(10_000)).min(1).max(MOST_PARTS),
    checksums: dictionary(PartNumberText, Crc32c, MOST_PARTS)
      .optional()
      .describe('CRC32C of each part, base64, by part number; then signed in.'),
  })
  .meta({ id: 'SignPartsRequest' });
export type SignPartsRequest = z.infer<typeof SignPartsRequest>;

export const SignedParts = z
  .object({
    parts: z.array(z.object({ partNumber: z.int(), url: z.string(), headers: Headers, sizeBytes: z.int() })),
  })
  .meta({ id: 'SignedParts' });
export type SignedParts = z.infer<typeof SignedParts>;

export const UploadView = z
  .object({
    id: UploadId,
    status: z.enum(UPLOAD_STATUSES),
    fileName: z.string(),
    sizeBytes: z.int(),
    strategy: z.enum(['single', 'multipart']),
    partSizeBytes: z.int(),
    partCount: z.int(),
    uploadedParts: z.array(z.object({ partNumber: z.int(), sizeBytes: z.int(), etag: z.string() })),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Upload' });
export type UploadView = z.infer<typeof UploadView>;
