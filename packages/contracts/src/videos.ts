import {
  ERRORS,
  NON_STANDARD_MEANINGS,
  NON_STANDARD_REASONS,
  TEXT_KINDS,
  trimInvisible,
  WARNING_CODES,
  WARNING_MEANINGS,
} from '@media/core';
import { z } from 'zod';
import { dictionary } from './dictionary.js';
import { EXAMPLE_DOWNLOAD, EXAMPLE_IDS, EXAMPLE_PLAYBACK_TOKEN, EXAMPLE_VIDEO } from './examples.js';
import { byteCount, milliseconds, percent, pixels, timestamp } from './fields.js';
import { OrganizationId, OutputId, UploadId, VideoId } from './ids.js';
import { openEnum } from './open-enum.js';
import { PageQuery, pageOf } from './paging.js';
import { ErrorCodeName } from './problem.js';
import { OutputKindName, RecipeChoice } from './recipes.js';
import { bounded, label, text, trimmedText } from './text.js';

export const VIDEO_STATUSES = ['queued', 'processing', 'completed', 'failed', 'cancelled'] as const;
export const RENDITION_STATUSES = ['waiting', 'encoding', 'ready', 'skipped', 'failed'] as const;
export const VIDEO_SORTS = ['newest', 'oldest', 'title', 'largest'] as const;
export type VideoSort = (typeof VIDEO_SORTS)[number];

export const VideoStatusName = openEnum(VIDEO_STATUSES, {
  id: 'VideoStatus',
  description: 'Processing status of a video.',
  meanings: {
    queued: 'waiting for a worker',
    processing: 'in progress',
    completed: 'all outputs are ready and verified',
    failed: 'processing failed; see `error`',
    cancelled: 'processing was canceled',
  },
});

const RenditionStatus = openEnum(RENDITION_STATUSES, {
  id: 'RenditionStatus',
  description: 'Status of a rendition.',
  meanings: {
    waiting: 'not started',
    encoding: 'in progress',
    ready: 'complete',
    skipped: 'will not be created',
    failed: 'could not be created',
  },
});

const Title = label(200).describe('Title of the video: one line with a visible character.');
const Metadata = dictionary(text(64).min(1), text(500), 50);

export const VideoDetails = z
  .strictObject({
    title: Title.optional().describe(
      'Title of the video: one line with a visible character. The default is the file name without its extension.',
    ),
    recipe: RecipeChoice.optional(),
    metadata: Metadata.optional().describe(
      'Your own key-value data: up to 50 keys of up to 64 characters, with values of up to 500 characters.',
    ),
  })
  .meta({
    id: 'VideoDetails',
    description: 'Properties of the video to create.',
    examples: [{ title: EXAMPLE_VIDEO.title, recipe: EXAMPLE_VIDEO.recipe, metadata: EXAMPLE_VIDEO.metadata }],
  });
export type VideoDetails = z.infer<typeof VideoDetails>;

export const CreateVideoRequest = VideoDetails.extend({ uploadId: UploadId }).meta({
  id: 'CreateVideoRequest',
  description:
    'The upload to complete and the properties of the video. Omitted properties are taken from the `video` field of the upload.',
  examples: [{ uploadId: EXAMPLE_IDS.upload, title: EXAMPLE_VIDEO.title, recipe: EXAMPLE_VIDEO.recipe }],
});
export type CreateVideoRequest = z.infer<typeof CreateVideoRequest>;

export const UpdateVideoRequest = z.strictObject({ title: Title }).meta({
  id: 'UpdateVideoRequest',
  description: 'The fields to change.',
  examples: [{ title: 'Lighthouse at dawn' }],
});
export type UpdateVideoRequest = z.infer<typeof UpdateVideoRequest>;

export const RetryVideoRequest = z
  .strictObject({ recipe: RecipeChoice.optional() })
  .optional()
  .meta({
    id: 'RetryVideoRequest',
    description: 'The recipe to use. If omitted, processing resumes or restarts with the same recipe.',
    examples: [{ recipe: 'compress' }],
  });
export type RetryVideoRequest = z.infer<typeof RetryVideoRequest>;

export const ListVideosQuery = PageQuery.extend({
  status: z.enum(VIDEO_STATUSES).optional().describe('Only return videos with this status.'),
  q: trimmedText(200)
    .overwrite(trimInvisible)
    .optional()
    .describe('Only return videos whose title or file name contains this text. Case-insensitive.'),
  recipe: text(50).optional().describe('Only return videos that were last processed with this recipe.'),
  sort: z.enum(VIDEO_SORTS).default('newest').describe('Sort order. `largest` sorts by source file size.'),
});
export type ListVideosQuery = z.infer<typeof ListVideosQuery>;

export const VideoError = z
  .object({
    code: ErrorCodeName,
    message: z
      .string()
      .describe('What went wrong, what is unusual about the file if that is known, and the next step.'),
  })
  .meta({
    id: 'VideoError',
    description: 'Why processing failed.',
    examples: [{ code: 'SOURCE_DAMAGED', message: ERRORS.SOURCE_DAMAGED.text }],
  });
export type VideoError = z.infer<typeof VideoError>;

const WarningCodeName = openEnum(WARNING_CODES, {
  id: 'WarningCode',
  description: 'What a warning is about.',
  meanings: WARNING_MEANINGS,
});

export const VideoWarning = z
  .object({ code: WarningCodeName, text: z.string().describe('What was found, and what was done about it.') })
  .meta({
    id: 'VideoWarning',
    description: 'Something about the uploaded file that was left out, repaired or guessed.',
    examples: EXAMPLE_VIDEO.warnings,
  });
export type VideoWarning = z.infer<typeof VideoWarning>;

export const Generation = z
  .int()
  .positive()
  .meta({
    description:
      'How many times processing of the video has started. Discard data with a lower generation than the latest one you received.',
    examples: [1],
  });

const NonStandardReasonName = openEnum(NON_STANDARD_REASONS, {
  id: 'NonStandardReason',
  description: 'How a file differs from one that browsers and phones can play without conversion.',
  meanings: NON_STANDARD_MEANINGS,
});

const VideoSource = z
  .object({
    fileName: z.string().describe('Name of the uploaded file.'),
    sizeBytes: byteCount('Size of the file', EXAMPLE_VIDEO.source.sizeBytes),
    durationMs: milliseconds('Duration', EXAMPLE_VIDEO.source.durationMs).optional(),
    width: pixels('Display width', EXAMPLE_VIDEO.source.width).optional(),
    height: pixels('Display height', EXAMPLE_VIDEO.source.height).optional(),
    frameRate: z.number().optional().describe('Average frame rate, in frames per second.'),
    videoCodec: z.string().optional().describe('Video codec, as named by FFmpeg.'),
    audioCodec: z.string().optional().describe('Audio codec, as named by FFmpeg.'),
    nonStandard: z
      .array(NonStandardReasonName)
      .optional()
      .describe(
        "Why the file can't be played everywhere without conversion. Empty for a standard file, whose video can be copied.",
      ),
  })
  .meta({
    id: 'VideoSource',
    description: 'The uploaded file. Optional fields are set after the file has been probed.',
    examples: [EXAMPLE_VIDEO.source],
  });

const RenditionView = z
  .object({
    name: z.string().describe('Name of the rendition.'),
    width: pixels('Display width', 1_920),
    height: pixels('Display height', 1_080),
    videoCodec: z.string().describe('Video codec, as named by FFmpeg.'),
    bitrateBps: z.int().describe('Maximum bitrate, in bits per second.'),
    status: RenditionStatus,
  })
  .meta({
    id: 'Rendition',
    description: 'A version of the video at one resolution.',
    examples: EXAMPLE_VIDEO.renditions,
  });

const OutputView = z
  .object({
    id: OutputId,
    kind: OutputKindName,
    name: z.string().describe('File name.'),
    sizeBytes: byteCount('File size', 84_210, 'Absent for playlists.').optional(),
    contentType: z.string().describe('Media type.'),
    url: z
      .string()
      .describe(
        'URL of the output, ready for `<img>`, `<video>`, and `<a>`. It stays the same for an hour and is valid for several hours.',
      ),
  })
  .meta({ id: 'Output', description: 'A file or playlist to play or download.', examples: EXAMPLE_VIDEO.outputs });

const TextKind = openEnum(TEXT_KINDS, {
  id: 'TextTrackKind',
  description: 'What a text track is for.',
  meanings: {
    subtitles: 'what is said, usually translated',
    captions: "what is said and what else can be heard, for viewers who can't hear it",
  },
});

const TextTrackView = z
  .object({
    id: z.string().describe('ID of the track, unique within the video.'),
    kind: TextKind,
    language: z.string().optional().describe('Language (BCP 47 tag). Absent if the file does not say.'),
    label: z.string().describe('Name of the track, unique within the video.'),
    default: z.boolean().describe('Whether players should show it unless the viewer chooses otherwise.'),
    forced: z
      .boolean()
      .describe('Whether it contains only what viewers who understand the audio still need, such as translated signs.'),
    url: z
      .string()
      .describe(
        'URL of the WebVTT file, ready for `<track>`. It stays the same for an hour and is valid for several hours.',
      ),
  })
  .meta({
    id: 'TextTrack',
    description: 'Subtitles or captions as a WebVTT file.',
    examples: EXAMPLE_VIDEO.textTracks,
  });

const ChapterView = z
  .object({
    startMs: milliseconds('Start, from the start of the video', 0),
    endMs: milliseconds('End, from the start of the video', 4_000),
    title: z.string().describe('Title of the chapter.'),
  })
  .meta({ id: 'Chapter', description: 'A part of the video.', examples: EXAMPLE_VIDEO.chapters });

export const VideoView = z
  .object({
    id: VideoId,
    organizationId: OrganizationId,
    title: z.string().describe('Title of the video.'),
    status: VideoStatusName,
    progress: percent('Processing progress'),
    playable: z
      .boolean()
      .describe('Whether the video is ready to play. Often becomes true long before processing completes.'),
    generation: Generation,
    recipe: z.string().describe('Name of the recipe.'),
    source: VideoSource,
    renditions: z
      .array(RenditionView)
      .describe('Renditions of the published result, or of the job in progress if nothing has been published yet.'),
    outputs: z
      .array(OutputView)
      .describe(
        'Outputs of the published result. Before anything is published: the poster and the preview, as soon as they exist.',
      ),
    textTracks: z
      .array(TextTrackView)
      .describe(
        'Text subtitles of the file. Before anything is published: those of the job in progress, as soon as they exist.',
      ),
    chapters: z
      .array(ChapterView)
      .describe('Chapters of the file, in order. They are known once the file has been probed.'),
    warnings: z
      .array(VideoWarning)
      .describe(
        'What was left out, repaired or guessed when the published result was made, or in the job in progress if nothing has been published yet.',
      ),
    error: VideoError.optional(),
    metadata: z.record(z.string(), z.string()).describe('Your own key-value data.'),
    createdAt: timestamp('When the video was created'),
    updatedAt: timestamp('When the video last changed'),
    completedAt: timestamp('When processing completed').optional(),
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
    .describe(
      'ID of an output, or `source` for the source file, which requires `member.read`. The default is the best MP4.',
    ),
  token: bounded(2_000).optional().describe('Playback token, as an alternative to the `Authorization` header.'),
});
export type DownloadQuery = z.infer<typeof DownloadQuery>;

/** Sent instead of a redirect to clients with `Accept: application/json`. */
export const DownloadLink = z
  .object({ url: z.string().describe('Presigned URL of the file.') })
  .meta({ id: 'DownloadLink', description: 'A download link.', examples: [EXAMPLE_DOWNLOAD] });
export type DownloadLink = z.infer<typeof DownloadLink>;

export const TokenQuery = z.object({
  token: bounded(2_000).optional().describe('Playback token, as an alternative to the `Authorization` header.'),
});
export type TokenQuery = z.infer<typeof TokenQuery>;

export const PlaybackTokenView = z
  .object({
    token: z
      .string()
      .describe(
        'Playback token. With it, anyone can play this video, follow its events, and download its outputs, but not the source file.',
      ),
    hlsUrl: z.string().describe('URL of the HLS playlist, including the token.'),
    dashUrl: z.string().describe('URL of the DASH manifest, including the token.'),
    expiresAt: timestamp('When the token expires'),
  })
  .meta({
    id: 'PlaybackToken',
    description: 'A playback token and URLs that work without an `Authorization` header.',
    examples: [EXAMPLE_PLAYBACK_TOKEN],
  });
export type PlaybackTokenView = z.infer<typeof PlaybackTokenView>;
