import { ERROR_CODES, type ErrorCode, OUTPUT_KINDS, RESERVED_OUTPUT_KINDS } from '@media/core';
import { z } from 'zod';
import { dictionary } from './dictionary.js';
import { OrganizationId, OutputId, UploadId, VideoId } from './ids.js';
import { PageQuery, pageOf } from './paging.js';
import { RecipeChoice } from './recipes.js';
import { bounded, text, trimmedText } from './text.js';

export const VIDEO_STATUSES = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;
export const RENDITION_STATUSES = ['waiting', 'encoding', 'ready', 'skipped', 'failed'] as const;
export const VIDEO_SORTS = ['newest', 'oldest', 'title', 'largest'] as const;
export type VideoSort = (typeof VIDEO_SORTS)[number];

const Title = trimmedText(200).min(1);
const Metadata = dictionary(text(64).min(1), text(500), 50);

export const VideoDetails = z.strictObject({
  title: Title.optional(),
  recipe: RecipeChoice.optional(),
  metadata: Metadata.optional(),
});
export type VideoDetails = z.infer<typeof VideoDetails>;

export const CreateVideoRequest = VideoDetails.extend({ uploadId: UploadId }).meta({ id: 'CreateVideoRequest' });
export type CreateVideoRequest = z.infer<typeof CreateVideoRequest>;

export const UpdateVideoRequest = z.strictObject({ title: Title }).meta({ id: 'UpdateVideoRequest' });
export type UpdateVideoRequest = z.infer<typeof UpdateVideoRequest>;

export const RetryVideoRequest = z
  .strictObject({ recipe: RecipeChoice.optional() })
  .optional()
  .meta({ id: 'RetryVideoRequest' });
export type RetryVideoRequest = z.infer<typeof RetryVideoRequest>;

export const ListVideosQuery = PageQuery.extend({
  status: z.enum(VIDEO_STATUSES).optional(),
  q: trimmedText(200).optional().describe('Part of the title or of the file name, in any case.'),
  recipe: text(50).optional().describe('The name of the recipe that the video was last processed by.'),
  sort: z.enum(VIDEO_SORTS).default('newest').describe('`largest`: by the size of the source.'),
});
export type ListVideosQuery = z.infer<typeof ListVideosQuery>;

export const VideoError = z.object({
  code: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
});
export type VideoError = z.infer<typeof VideoError>;

export const Generation = z
  .int()
  .positive()
  .describe('How many times processing was started. Anything with an earlier generation is out of date.');

export const VideoView = z
  .object({
    id: VideoId,
    organizationId: OrganizationId,
    title: z.string(),
    status: z.enum(VIDEO_STATUSES),
    progress: z.int().min(0).max(100),
    playable: z.boolean(),
    generation: Generation,
    recipe: z.string(),
    source: z.object({
      fileName: z.string(),
      sizeBytes: z.int(),
      durationMs: z.int().optional(),
      width: z.int().optional(),
      height: z.int().optional(),
      frameRate: z.number().optional(),
      videoCodec: z.string().optional(),
      audioCodec: z.string().optional(),
    }),
    renditions: z
      .array(
        z.object({
          name: z.string(),
          width: z.int(),
          height: z.int(),
          videoCodec: z.string(),
          bitrateBps: z.int(),
          status: z.enum(RENDITION_STATUSES),
        }),
      )
      .describe('Those of the published result; until there is one, those being made.'),
    outputs: z.array(
      z.object({
        id: OutputId,
        kind: z.enum([...OUTPUT_KINDS, ...RESERVED_OUTPUT_KINDS]),
        name: z.string(),
        sizeBytes: z.int().optional(),
        contentType: z.string(),
        url: z.string().describe('Usable as it is in <img>, <video> and <a>; the same for an hour.'),
      }),
    ),
    error: VideoError.optional(),
    metadata: z.record(z.string(), z.string()),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    completedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Video' });
export type VideoView = z.infer<typeof VideoView>;

export const VideoPage = pageOf(VideoView).meta({ id: 'VideoPage' });

export const DownloadQuery = z.object({
  output: z
    .union([z.literal('source'), OutputId])
    .optional()
    .describe(
      'The id of an output, or `source` for the original file, which only members get; the best MP4 without it.',
    ),
  token: bounded(2_000).optional(),
});
export type DownloadQuery = z.infer<typeof DownloadQuery>;

/** For a client that follows no redirects or sends headers of its own: asked for by `Accept: application/json`. */
export const DownloadLink = z.object({ url: z.string().describe('Presigned.') }).meta({ id: 'DownloadLink' });
export type DownloadLink = z.infer<typeof DownloadLink>;

export const TokenQuery = z.object({ token: bounded(2_000).optional() });
export type TokenQuery = z.infer<typeof TokenQuery>;

export const PlaybackTokenView = z
  .object({ token: z.string(), hlsUrl: z.string(), dashUrl: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'PlaybackToken' });
export type PlaybackTokenView = z.infer<typeof PlaybackTokenView>;
