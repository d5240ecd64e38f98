import { ERRORS } from '@media/core';
import { z } from 'zod';
import { dictionary } from './dictionary.js';
import { EXAMPLE_DOWNLOAD, EXAMPLE_IDS, EXAMPLE_PLAYBACK_TOKEN, EXAMPLE_VIDEO } from './examples.js';
import { byteCount, milliseconds, percent, pixels, timestamp } from './fields.js';
import { OrganizationId, OutputId, UploadId, VideoId } from './ids.js';
import { openEnum } from './open-enum.js';
import { PageQuery, pageOf } from './paging.js';
import { ErrorCodeName } from './problem.js';
import { OutputKindName, RecipeChoice } from './recipes.js';
import { bounded, text, trimmedText } from './text.js';

export const VIDEO_STATUSES = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;
export const RENDITION_STATUSES = ['waiting', 'encoding', 'ready', 'skipped', 'failed'] as const;
export const VIDEO_SORTS = ['newest', 'oldest', 'title', 'largest'] as const;
export type VideoSort = (typeof VIDEO_SORTS)[number];

export const VideoStatusName = openEnum(VIDEO_STATUSES, {
  id: 'VideoStatus',
  description: 'Where the processing of a video stands.',
  meanings: {
    queued: 'waits for a worker',
    processing: 'in progress',
    completed: 'all outputs are made and verified',
    failed: 'stopped by an error; `error` says which',
    cancelled: 'stopped by a request',
  },
});

const RenditionStatus = openEnum(RENDITION_STATUSES, {
  id: 'RenditionStatus',
  description: 'Where a rendition stands.',
  meanings: {
    waiting: 'not begun',
    encoding: 'in progress',
    ready: 'complete',
    skipped: 'will not be made',
    failed: 'could not be made',
  },
});

const Title = trimmedText(200).min(1).describe('Title of the video.');
const Metadata = dictionary(text(64).min(1), text(500), 50);

export const VideoDetails = z
  .strictObject({
    title: Title.optional().describe('Title of the video; the file name without its extension by default.'),
    recipe: RecipeChoice.optional(),
    metadata: Metadata.optional().describe('Your own data: up to 50 names of 64 characters with values of 500.'),
  })
  .meta({
    id: 'VideoDetails',
    description: 'How to create the video of an upload.',
    examples: [{ title: EXAMPLE_VIDEO.title, recipe: EXAMPLE_VIDEO.recipe, metadata: EXAMPLE_VIDEO.metadata }],
  });
export type VideoDetails = z.infer<typeof VideoDetails>;

export const CreateVideoRequest = VideoDetails.extend({ uploadId: UploadId }).meta({
  id: 'CreateVideoRequest',
  description: 'The upload to complete, and how to create its video. What is left out is taken from the upload.',
  examples: [{ uploadId: EXAMPLE_IDS.upload, title: EXAMPLE_VIDEO.title, recipe: EXAMPLE_VIDEO.recipe }],
});
export type CreateVideoRequest = z.infer<typeof CreateVideoRequest>;

export const UpdateVideoRequest = z.strictObject({ title: Title }).meta({
  id: 'UpdateVideoRequest',
  description: 'What to change.',
  examples: [{ title: 'Lighthouse at dawn' }],
});
export type UpdateVideoRequest = z.infer<typeof UpdateVideoRequest>;

export const RetryVideoRequest = z
  .strictObject({ recipe: RecipeChoice.optional() })
  .optional()
  .meta({
    id: 'RetryVideoRequest',
    description: 'Another recipe, if any. Without one, processing resumes or starts over with the same recipe.',
    examples: [{ recipe: 'compress' }],
  });
export type RetryVideoRequest = z.infer<typeof RetryVideoRequest>;

export const ListVideosQuery = PageQuery.extend({
  status: z.enum(VIDEO_STATUSES).optional().describe('Only videos with this status.'),
  q: trimmedText(200)
    .optional()
    .describe('Only videos with this text in the title or file name, in upper or lower case.'),
  recipe: text(50).optional().describe('Only videos last processed with the recipe of this name.'),
  sort: z.enum(VIDEO_SORTS).default('newest').describe('Order of the list. `largest` goes by the size of the source.'),
});
export type ListVideosQuery = z.infer<typeof ListVideosQuery>;

export const VideoError = z
  .object({ code: ErrorCodeName, message: z.string().describe('What went wrong, for people.') })
  .meta({
    id: 'VideoError',
    description: 'Why processing failed.',
    examples: [{ code: 'SOURCE_DAMAGED', message: ERRORS.SOURCE_DAMAGED.text }],
  });
export type VideoError = z.infer<typeof VideoError>;

export const Generation = z
  .int()
  .positive()
  .meta({
    description: 'How many times processing was started. Anything with a lower generation is out of date.',
    examples: [1],
  });

const VideoSource = z
  .object({
    fileName: z.string().describe('Name of the uploaded file.'),
    sizeBytes: byteCount('Size of the file.', EXAMPLE_VIDEO.source.sizeBytes),
    durationMs: milliseconds('Duration.', EXAMPLE_VIDEO.source.durationMs).optional(),
    width: pixels('Width as displayed.', EXAMPLE_VIDEO.source.width).optional(),
    height: pixels('Height as displayed.', EXAMPLE_VIDEO.source.height).optional(),
    frameRate: z.number().optional().describe('Average frames per second.'),
    videoCodec: z.string().optional().describe("ffmpeg's name of the video codec."),
    audioCodec: z.string().optional().describe("ffmpeg's name of the audio codec."),
  })
  .meta({
    id: 'VideoSource',
    description: 'The uploaded file. All but name and size are known once it has been probed.',
    examples: [EXAMPLE_VIDEO.source],
  });

const RenditionView = z
  .object({
    name: z.string().describe('Name of the rendition.'),
    width: pixels('Width as displayed.', 1_920),
    height: pixels('Height as displayed.', 1_080),
    videoCodec: z.string().describe("ffmpeg's name of the video codec."),
    bitrateBps: z.int().describe('Highest bitrate, in bits per second.'),
    status: RenditionStatus,
  })
  .meta({ id: 'Rendition', description: 'One size of the video.', examples: EXAMPLE_VIDEO.renditions });

const OutputView = z
  .object({
    id: OutputId,
    kind: OutputKindName,
    name: z.string().describe('File name.'),
    sizeBytes: byteCount('Size. Absent for playlists.', 84_210).optional(),
    contentType: z.string().describe('Media type.'),
    url: z
      .string()
      .describe('Works as it is in `<img>`, `<video>` and `<a>`. Stays the same for an hour and works for several.'),
  })
  .meta({ id: 'Output', description: 'Something to play or download.', examples: EXAMPLE_VIDEO.outputs });

export const VideoView = z
  .object({
    id: VideoId,
    organizationId: OrganizationId,
    title: z.string().describe('Title of the video.'),
    status: VideoStatusName,
    progress: percent('How much of the processing is done.'),
    playable: z.boolean().describe('Whether something can be played; often long before processing completes.'),
    generation: Generation,
    recipe: z.string().describe('Name of the recipe.'),
    source: VideoSource,
    renditions: z
      .array(RenditionView)
      .describe('Renditions of the published result, or of the one in progress if there is none yet.'),
    outputs: z.array(OutputView).describe('What can be played or downloaded now.'),
    error: VideoError.optional(),
    metadata: z.record(z.string(), z.string()).describe('Your own data.'),
    createdAt: timestamp('When the video was created.'),
    updatedAt: timestamp('When it last changed.'),
    completedAt: timestamp('When processing completed.').optional(),
  })
  .meta({ id: 'Video', description: 'A video.', examples: [EXAMPLE_VIDEO] });
export type VideoView = z.infer<typeof VideoView>;

export const VideoPage = pageOf(VideoView).meta({
  id: 'VideoPage',
  description: 'A page of videos.',
  examples: [{ items: [EXAMPLE_VIDEO], nextCursor: null }],
});

export const DownloadQuery = z.object({
  output: z
    .union([z.literal('source'), OutputId])
    .optional()
    .describe('Id of an output, or `source` for the original file (needs `member.read`). By default the best MP4.'),
  token: bounded(2_000).optional().describe('A playback token, instead of the `Authorization` header.'),
});
export type DownloadQuery = z.infer<typeof DownloadQuery>;

/** For a client that follows no redirects or sends headers of its own: asked for by `Accept: application/json`. */
export const DownloadLink = z
  .object({ url: z.string().describe('Presigned URL of the file.') })
  .meta({ id: 'DownloadLink', description: 'Where to download the file.', examples: [EXAMPLE_DOWNLOAD] });
export type DownloadLink = z.infer<typeof DownloadLink>;

export const TokenQuery = z.object({
  token: bounded(2_000).optional().describe('A playback token, instead of the `Authorization` header.'),
});
export type TokenQuery = z.infer<typeof TokenQuery>;

export const PlaybackTokenView = z
  .object({
    token: z.string().describe('Plays this video, and reads its events and downloads, until it expires.'),
    hlsUrl: z.string().describe('HLS playlist, with the token.'),
    dashUrl: z.string().describe('DASH manifest, with the token.'),
    expiresAt: timestamp('When the token expires.'),
  })
  .meta({
    id: 'PlaybackToken',
    description: 'URLs that play without a header.',
    examples: [EXAMPLE_PLAYBACK_TOKEN],
  });
export type PlaybackTokenView = z.infer<typeof PlaybackTokenView>;
