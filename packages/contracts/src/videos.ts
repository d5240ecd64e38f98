import { trimInvisible } from '@media/core';
import { z } from 'zod';
import { timeParameter } from './audit.js';
import { dictionary } from './dictionary.js';
import { EXAMPLE_IDS, EXAMPLE_VIDEO } from './examples.js';
import { UploadId } from './ids.js';
import { PageQuery } from './paging.js';
import { AskedPriority } from './priority.js';
import { RecipeChoice } from './recipes.js';
import { TagNames } from './tags.js';
import { label, text, trimmedText } from './text.js';
import { VIDEO_STATUSES } from './video-status.js';
import { AskedVisibility } from './visibility.js';

export const VIDEO_SORTS = [
  'newest',
  'oldest',
  'title',
  'largest',
  'smallest',
  'longest',
  'shortest',
  'trashed',
] as const;
export type VideoSort = (typeof VIDEO_SORTS)[number];

const Title = label(200).describe('Title of the video: one line with a visible character.');
const Description = trimmedText(5_000).describe(
  'Text about the video, of up to 5,000 characters and several lines. Shown to everybody who can watch it.',
);
const Metadata = dictionary(text(64).min(1), text(500), 50);

export const VideoDetails = z
  .strictObject({
    title: Title.optional().describe(
      'Title of the video: one line with a visible character. The default is the file name without its extension.',
    ),
    description: Description.optional(),
    tags: TagNames.optional(),
    recipe: RecipeChoice.optional(),
    priority: AskedPriority.optional(),
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

export const UpdateVideoRequest = z
  .strictObject({
    title: Title.optional(),
    description: Description.optional(),
    tags: TagNames.optional(),
    visibility: AskedVisibility.optional(),
    priority: AskedPriority.optional(),
    posterAtMs: z
      .int()
      .min(0)
      .max(1e12)
      .nullable()
      .optional()
      .describe('Make the frame at this moment of the video its poster. `null` returns to the automatic poster.'),
    posterUploadId: UploadId.optional().describe(
      'Make the picture of this upload the poster. `POST /videos/{id}/poster-uploads` creates one.',
    ),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'Must contain a field to change')
  .refine(({ posterAtMs, posterUploadId }) => posterAtMs === undefined || posterUploadId === undefined, {
    path: ['posterUploadId'],
    error: "Can't be combined with posterAtMs, because a video has one poster",
  })
  .meta({
    id: 'UpdateVideoRequest',
    description: 'The fields to change, at least one. Omitted fields keep their values.',
    examples: [
      { title: 'Lighthouse at dawn' },
      { tags: ['Sea', 'Morning'] },
      { visibility: 'unlisted' },
      { priority: 'low' },
      { posterAtMs: 4_500 },
    ],
    minProperties: 1,
  });
export type UpdateVideoRequest = z.infer<typeof UpdateVideoRequest>;

/** The fields that a user can change. */
export const VIDEO_FIELDS = ['title', 'description', 'tags', 'visibility', 'priority', 'poster'] as const;

export const RetryVideoRequest = z
  .strictObject({ recipe: RecipeChoice.optional() })
  .optional()
  .meta({
    id: 'RetryVideoRequest',
    description: 'The recipe to use. If omitted, processing resumes or restarts with the same recipe.',
    examples: [{ recipe: 'compress' }],
  });
export type RetryVideoRequest = z.infer<typeof RetryVideoRequest>;

const duration = z.coerce.number().int().min(0).max(1e12).optional();

/** `true` or `false`; absent means `false`. */
const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');

export const DeleteVideoQuery = z.object({
  permanently: flag.describe('`true` deletes the video for good, without the trash.'),
});
export type DeleteVideoQuery = z.infer<typeof DeleteVideoQuery>;

export const ViewVideoQuery = z.object({
  trashed: flag.describe(
    '`true` finds the video in the trash instead, with its images but without anything to play or download.',
  ),
});
export type ViewVideoQuery = z.infer<typeof ViewVideoQuery>;

export const ListVideosQuery = PageQuery.extend({
  status: z.enum(VIDEO_STATUSES).optional().describe('Only return videos with this status.'),
  visibility: AskedVisibility.optional().describe('Only return videos with this visibility.'),
  tag: TagNames.optional().describe('Only return videos with this tag. Repeat the parameter to require several tags.'),
  q: trimmedText(200)
    .overwrite(trimInvisible)
    .optional()
    .describe(
      'Only return videos whose title, file name, description or tags contain all of these words, in any order. Upper and lower case, accents, and the characters between the words of file names make no difference. One or two letters must begin a word.',
    ),
  minDurationMs: duration.describe('Only return videos that last at least this long.'),
  maxDurationMs: duration.describe('Only return videos that last at most this long.'),
  createdAfter: timeParameter('Only return videos created at this time or later.'),
  createdBefore: timeParameter('Only return videos created before this time.'),
  recipe: text(50).optional().describe('Only return videos that were last processed with this recipe.'),
  trashed: flag.describe('`true` lists the trash instead: the videos that can be restored.'),
  sort: z
    .enum(VIDEO_SORTS)
    .optional()
    .describe(
      'Sort order. `largest` and `smallest` sort by the size of the source file, `longest` and `shortest` by its duration, which is 0 until the file has been probed, `trashed` by when a video was moved to the trash, the latest first. The default is `newest`, and `trashed` for the trash.',
    ),
}).refine(({ sort, trashed }) => sort !== 'trashed' || trashed, {
  path: ['sort'],
  error: 'Can only be `trashed` for the trash',
});
export type ListVideosQuery = z.infer<typeof ListVideosQuery>;
