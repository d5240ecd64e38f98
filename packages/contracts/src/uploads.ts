import { MAX_REQUESTED_PART_BYTES, MIN_PART_BYTES } from '@media/core';
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
  description: 'Status of an upload.',
  meanings: {
    waiting: 'no upload URL has been requested yet',
    uploading: 'upload URLs have been issued',
    completing: 'the parts are being assembled',
    completed: 'the video has been created',
    aborted: 'the client aborted it',
    expired: 'it was not completed in time',
  },
});

const UploadStrategy = openEnum(['single', 'multipart'], {
  id: 'UploadStrategy',
  description: 'How to send the file.',
  meanings: {
    single: 'one PUT to `url`, for files up to 16 MiB',
    multipart: 'one PUT per part, to URLs from `POST /uploads/{id}/parts`',
  },
});

// Names are displayed and sent in download headers, so control characters are rejected.
const FileName = trimmedText(255)
  .min(1)
  .regex(/^[^\p{Cc}]*$/u, 'Must not contain control characters');
const ContentType = bounded(100).regex(/^[\w.+-]+\/[\w.+-]+$/, 'Must be a media type, such as video/mp4');

export const CreateUploadRequest = z
  .strictObject({
    fileName: FileName.describe('File name, without a path.'),
    sizeBytes: z
      .int()
      .min(1, "Must be at least 1, because empty files can't be processed")
      .describe('Exact size of the file, in bytes.'),
    contentType: ContentType.optional().describe('Media type of the file, such as `video/mp4`.'),
    partSizeBytes: z
      .int()
      .min(MIN_PART_BYTES)
      .max(MAX_REQUESTED_PART_BYTES)
      .optional()
      .describe(
        'Preferred part size of a multipart upload, in bytes. Use small parts on slow connections. The server uses a larger size if the file would need more than 10,000 parts.',
      ),
    video: VideoDetails.optional().describe(
      'If set, the server creates the video when all bytes have arrived, even if the client has disconnected. Requires `video.write`, also at that time.',
    ),
  })
  .meta({
    id: 'CreateUploadRequest',
    description: 'The file to upload.',
    examples: [
      { fileName: EXAMPLE_UPLOAD.fileName, sizeBytes: EXAMPLE_UPLOAD.sizeBytes, contentType: 'video/quicktime' },
    ],
  });
export type CreateUploadRequest = z.infer<typeof CreateUploadRequest>;

const UploadHeaders = z
  .record(z.string(), z.string())
  .describe('Headers that the PUT request must include. They are part of the signature.');
const partSizeBytes = byteCount('Size of each part except the last', EXAMPLE_UPLOAD.partSizeBytes);
const partCount = z.int().meta({ description: 'Number of parts.', examples: [EXAMPLE_UPLOAD.partCount] });
const partNumber = z.int().meta({ description: 'Part number, starting at 1.', examples: [2] });
const expiresAt = timestamp('When the upload expires if not completed', EXAMPLE_UPLOAD.expiresAt);

export const UploadCreated = z
  .object({
    id: UploadId,
    status: UploadStatus,
    strategy: UploadStrategy,
    ...{ partSizeBytes, partCount },
    url: z.string().optional().describe('Presigned URL to PUT the file to, for a single upload. Valid for one hour.'),
    headers: UploadHeaders.optional(),
    expiresAt,
  })
  .meta({ id: 'UploadCreated', description: 'A new upload.', examples: [EXAMPLE_UPLOAD_CREATED] });
export type UploadCreated = z.infer<typeof UploadCreated>;

const MAX_PARTS = 100;
const PartNumberText = bounded(5).regex(/^\d+$/, 'Must be a part number');
const Crc32c = bounded(8).regex(/^[A-Za-z0-9+/]{6}==$/, 'Must be a base64-encoded CRC-32C');

export const SignPartsRequest = z
  .strictObject({
    partNumbers: z
      .array(z.int().min(1).max(10_000))
      .min(1)
      .max(MAX_PARTS)
      .describe('Numbers of the parts to upload next.'),
    checksums: dictionary(PartNumberText, Crc32c, MAX_PARTS)
      .optional()
      .describe("Base64-encoded CRC-32C checksums by part number. Storage rejects parts that don't match."),
  })
  .meta({
    id: 'SignPartsRequest',
    description: 'The parts to upload next.',
    examples: [{ partNumbers: [2], checksums: { '2': 'yZRlqg==' } }],
  });
export type SignPartsRequest = z.infer<typeof SignPartsRequest>;

const SignedPart = z
  .object({
    partNumber,
    url: z.string().describe('Presigned URL to PUT this part to. Valid for one hour.'),
    headers: UploadHeaders,
    sizeBytes: byteCount('Exact size of this part', EXAMPLE_UPLOAD.sizeBytes - EXAMPLE_UPLOAD.partSizeBytes),
  })
  .meta({ id: 'SignedPart', description: 'Presigned URL of one part.', examples: EXAMPLE_SIGNED_PARTS.parts });

export const SignedParts = z.object({ parts: z.array(SignedPart).describe('One entry per requested part.') }).meta({
  id: 'SignedParts',
  description: 'Presigned URLs for the requested parts.',
  examples: [EXAMPLE_SIGNED_PARTS],
});
export type SignedParts = z.infer<typeof SignedParts>;

const UploadedPart = z
  .object({
    partNumber,
    sizeBytes: byteCount('Size of this part', EXAMPLE_UPLOAD.partSizeBytes),
    etag: z.string().describe('ETag of this part in storage.'),
  })
  .meta({ id: 'UploadedPart', description: 'A part that has been uploaded.', examples: EXAMPLE_UPLOAD.uploadedParts });

export const UploadView = z
  .object({
    id: UploadId,
    status: UploadStatus,
    fileName: z.string().describe('File name.'),
    sizeBytes: byteCount('Size of the file', EXAMPLE_UPLOAD.sizeBytes),
    strategy: UploadStrategy,
    ...{ partSizeBytes, partCount },
    uploadedParts: z.array(UploadedPart).describe('Parts that are in storage.'),
    expiresAt,
  })
  .meta({ id: 'Upload', description: 'An upload, with everything needed to resume it.', examples: [EXAMPLE_UPLOAD] });
export type UploadView = z.infer<typeof UploadView>;
