import { ERRORS, MAX_PICTURE_BYTES, PICTURE_TYPES, POSTER_STATUSES } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_VIDEO } from './examples.js';
import { milliseconds } from './fields.js';
import { openEnum } from './open-enum.js';
import { VideoError } from './video-problems.js';

const POSTER_KINDS = ['automatic', 'moment', 'picture'] as const;

export const PosterView = z
  .object({
    kind: openEnum(POSTER_KINDS, {
      id: 'PosterKind',
      description: 'Where the poster comes from.',
      meanings: {
        automatic: 'a frame that processing chooses',
        moment: 'the frame at a moment of the video',
        picture: 'an uploaded picture',
      },
    }),
    status: openEnum(POSTER_STATUSES, {
      id: 'PosterStatus',
      description: 'Whether the chosen poster is among the outputs.',
      meanings: {
        ready: 'it is',
        pending: 'it is being made; until then, the outputs contain the earlier one',
        failed: "it couldn't be made, so the outputs contain the earlier one",
      },
    }),
    atMs: milliseconds('The moment in the video', 4_500).optional(),
    error: VideoError.optional().meta({
      description: "Why the poster couldn't be made.",
      examples: [{ code: 'PICTURE_UNREADABLE', message: ERRORS.PICTURE_UNREADABLE.text }],
    }),
  })
  .meta({
    id: 'Poster',
    description: 'The poster that was chosen last. `outputs` contain the picture itself.',
    examples: [EXAMPLE_VIDEO.poster],
  });
export type PosterView = z.infer<typeof PosterView>;

export const CreatePosterUploadRequest = z
  .strictObject({
    sizeBytes: z
      .int()
      .min(1, "Must be at least 1, because an empty file can't be a picture")
      .max(MAX_PICTURE_BYTES, 'Must be at most 10 MiB')
      .describe('Exact size of the file, in bytes: up to 10 MiB.'),
    contentType: z.enum(PICTURE_TYPES).describe('Media type of the picture.'),
  })
  .meta({
    id: 'CreatePosterUploadRequest',
    description: 'The picture to upload.',
    examples: [{ sizeBytes: 84_210, contentType: 'image/png' }],
  });
export type CreatePosterUploadRequest = z.infer<typeof CreatePosterUploadRequest>;
