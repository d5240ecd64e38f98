import { MAX_WANTED_PART_BYTES, MIN_PART_BYTES } from '@media/core';
import { z } from 'zod';
import { dictionary } from './dictionary.js';
import { EXAMPLE_SIGNED_PARTS, EXAMPLE_UPLOAD, EXAMPLE_UPLOAD_CREATED } from './examples.js';
import { byteCount, timestamp } from './fields.js';
import { UploadId } from './ids.js';
import { openEnum } from './open-enum.js';
import { bounded, trimmedText } from './text.js';
import { VideoDetails } from './videos.js';

export const UPLOAD_STATUSES = ['waiting', 'uploading', 'completing', 'completed', 'aborted', 'expired'] as const;

const UploadStatus = openEnum(UPLOAD_STATUSES, {
  id: 'UploadStatus',
  description: 'Where an upload stands.',
  meanings: {
    waiting: 'no URL has been requested yet',
    uploading: 'URLs have been handed out',
    completing: 'its parts are being joined',
    completed: 'it has its video',
    aborted: 'the client aborted it',
    expired: 'it was not completed in time',
  },
});

const UploadStrategy = openEnum(['single', 'multipart'], {
  id: 'UploadStrategy',
  description: 'How the bytes are sent.',
  meanings: {
    single: 'one PUT to `url`, up to 16 MiB',
    multipart: 'one PUT per part, to URLs of `POST /uploads/{id}/parts`',
  },
});

// A name is only shown and offered for downloads; a control character in it has no honest use.
const FileName = trimmedText(255)
  .min(1)
  .regex(/^[^\p{Cc}]*$/u, 'Must not contain control characters');
const ContentType = bounded(100).regex(/^[\w.+-]+\/[\w.+-]+$/, 'Must look like video/mp4');

export const CreateUploadRequest = z
  .strictObject({
    fileName: FileName.describe('Name of the file, without folders.'),
    sizeBytes: z.int().min(1).describe('Exact size of the file, in bytes.'),
    contentType: ContentType.optional().describe('Media type of the file, such as `video/mp4`.'),
    partSizeBytes: z
      .int()
      .min(MIN_PART_BYTES)
      .max(MAX_WANTED_PART_BYTES)
      .optional()
      .describe(
        'Wished size of a part of a multipart upload, in bytes; small parts suit slow connections. Raised if the file would need more than 10,000 parts.',
      ),
    video: VideoDetails.optional().describe(
      'With it, the server creates the video by itself once all bytes have arrived, even if the client is gone by then.',
    ),
  })
  .meta({
    id: 'CreateUploadRequest',
    description: 'A file to upload.',
    examples: [
      { fileName: EXAMPLE_UPLOAD.fileName, sizeBytes: EXAMPLE_UPLOAD.sizeBytes, contentType: 'video/quicktime' },
    ],
  });
export type CreateUploadRequest = z.infer<typeof CreateUploadRequest>;

const UploadHeaders = z
  .record(z.string(), z.string())
  .describe('Headers to send with the PUT. They are part of the signature.');
const partSizeBytes = byteCount('Size of every part but the last.', EXAMPLE_UPLOAD.partSizeBytes);
const partCount = z.int().meta({ description: 'Number of parts.', examples: [EXAMPLE_UPLOAD.partCount] });
const partNumber = z.int().meta({ description: 'Number of the part, from 1.', examples: [2] });
const expiresAt = timestamp('When the upload expires if it is not completed.', EXAMPLE_UPLOAD.expiresAt);

export const UploadCreated = z
  .object({
    id: UploadId,
    status: UploadStatus,
    strategy: UploadStrategy,
    ...{ partSizeBytes, partCount },
    url: z.string().optional().describe('Where to PUT the bytes of a single upload. Valid for one hour.'),
    headers: UploadHeaders.optional(),
    expiresAt,
  })
  .meta({ id: 'UploadCreated', description: 'An upload that was just created.', examples: [EXAMPLE_UPLOAD_CREATED] });
export type UploadCreated = z.infer<typeof UploadCreated>;

const MOST_PARTS = 100;
const PartNumberText = bounded(5).regex(/^\d+$/, 'Must be a part number');
const Crc32c = bounded(8).regex(/^[A-Za-z0-9+/]{6}==$/, 'Must be a CRC32C in base64');

export const SignPartsRequest = z
  .strictObject({
    partNumbers: z
      .array(z.int().min(1).max(10_000))
      .min(1)
      .max(MOST_PARTS)
      .describe('Numbers of the parts to send next.'),
    checksums: dictionary(PartNumberText, Crc32c, MOST_PARTS)
      .optional()
      .describe('CRC-32C of parts (base64), by part number. The store then refuses any other bytes.'),
  })
  .meta({
    id: 'SignPartsRequest',
    description: 'The parts to send next.',
    examples: [{ partNumbers: [2], checksums: { '2': 'yZRlqg==' } }],
  });
export type SignPartsRequest = z.infer<typeof SignPartsRequest>;

const SignedPart = z
  .object({
    partNumber,
    url: z.string().describe('Where to PUT the bytes of this part. Valid for one hour.'),
    headers: UploadHeaders,
    sizeBytes: byteCount('Exact size of this part.', EXAMPLE_UPLOAD.sizeBytes - EXAMPLE_UPLOAD.partSizeBytes),
  })
  .meta({ id: 'SignedPart', description: 'Where to send one part.', examples: EXAMPLE_SIGNED_PARTS.parts });

export const SignedParts = z
  .object({ parts: z.array(SignedPart).describe('One entry per requested part.') })
  .meta({ id: 'SignedParts', description: 'Presigned URLs of parts.', examples: [EXAMPLE_SIGNED_PARTS] });
export type SignedParts = z.infer<typeof SignedParts>;

const UploadedPart = z
  .object({
    partNumber,
    sizeBytes: byteCount('Size of this part.', EXAMPLE_UPLOAD.partSizeBytes),
    etag: z.string().describe('ETag that the store gave it.'),
  })
  .meta({ id: 'UploadedPart', description: 'A part that has arrived.', examples: EXAMPLE_UPLOAD.uploadedParts });

export const UploadView = z
  .object({
    id: UploadId,
    status: UploadStatus,
    fileName: z.string().describe('Name of the file.'),
    sizeBytes: byteCount('Size of the file.', EXAMPLE_UPLOAD.sizeBytes),
    strategy: UploadStrategy,
    ...{ partSizeBytes, partCount },
    uploadedParts: z.array(UploadedPart).describe('Parts that have arrived, as the store lists them.'),
    expiresAt,
  })
  .meta({ id: 'Upload', description: 'An upload: all that is needed to resume it.', examples: [EXAMPLE_UPLOAD] });
export type UploadView = z.infer<typeof UploadView>;
