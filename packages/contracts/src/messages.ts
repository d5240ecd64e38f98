import { z } from 'zod';
import { EXAMPLE_IDS } from './examples.js';
import { percent } from './fields.js';
import { OrganizationId, VideoId } from './ids.js';
import { openEnum } from './open-enum.js';
import { OutputKindName } from './recipes.js';
import { VideoError, VideoWarning } from './video-problems.js';
import { VideoStatusName } from './video-status.js';
import { Generation } from './video-view.js';
import { VIDEO_FIELDS } from './videos.js';

const RetryNotice = z
  .object({
    task: z.string().describe('Name of the task.'),
    code: z.string().describe('Error code of the failed attempt.'),
    try: z.int().describe('Number of the failed attempt, starting at 1.'),
  })
  .meta({
    id: 'RetryNotice',
    description: 'An attempt of a task failed. The task will be retried.',
    examples: [{ task: 'chunk 1', code: 'ENCODER_CRASHED', try: 1 }],
  });

/**
 * Data of an SSE message. A snapshot has status, progress and playable; an update has only what changed. The stream of a
 * single video omits `generation`.
 */
export const VideoMessage = z
  .object({
    status: VideoStatusName.optional(),
    progress: percent('Processing progress').optional(),
    playable: z.boolean().optional().describe('Whether the video is ready to play.'),
    generation: Generation.optional(),
    error: VideoError.optional(),
    retrying: RetryNotice.optional(),
    output: OutputKindName.optional().describe(
      'Kind of an output that was added before processing completed: `poster` or `preview`.',
    ),
    textReady: z
      .literal(true)
      .optional()
      .describe('Text tracks were added before processing completed. `GET /videos/{id}` lists them.'),
    warnings: z
      .array(
        VideoWarning.pick({ code: true }).meta({ id: 'WarningNotice', description: 'A warning, without its text.' }),
      )
      .optional()
      .describe(
        'All warnings of the running job so far, sent when one with a new code is found. `GET /videos/{id}` has their texts.',
      ),
    restored: z
      .literal(true)
      .optional()
      .describe(
        'The video was taken out of the trash. Other messages about it follow its deletion only after this one.',
      ),
    updated: z
      .array(openEnum(VIDEO_FIELDS, { id: 'VideoField', description: 'A field of a video that users can change.' }))
      .optional()
      .describe(
        'Fields that a user changed, or a poster that is ready or has failed. `GET /videos/{id}` has their values.',
      ),
  })
  .meta({
    id: 'VideoMessage',
    description: 'Message about a video. The first message is a snapshot; later ones contain only what changed.',
    examples: [{ status: 'processing', progress: 45, playable: false }, { progress: 46 }, { status: 'completed' }],
  });
export type VideoMessage = z.infer<typeof VideoMessage>;

export const VideoSnapshot = VideoMessage.pick({ error: true })
  .extend({
    status: VideoStatusName,
    progress: percent('Processing progress'),
    playable: z.boolean().describe('Whether the video is ready to play.'),
    generation: Generation,
  })
  .meta({
    id: 'VideoSnapshot',
    description: 'State of a video at one point in time.',
    examples: [{ status: 'processing', progress: 45, playable: false, generation: 1 }],
  });
export type VideoSnapshot = z.infer<typeof VideoSnapshot>;

/** A message of the organization's stream. `deleted` marks the last message about a video. */
export const OrganizationMessage = VideoMessage.extend({
  videoId: VideoId,
  deleted: z
    .literal(true)
    .optional()
    .describe('The video was deleted or moved to the trash. This is the last message about it, unless it is restored.'),
}).meta({
  id: 'OrganizationMessage',
  description:
    "Message about one of the organization's videos. The first message about each video is a snapshot; later ones contain only what changed.",
  examples: [{ videoId: EXAMPLE_IDS.video, progress: 46, generation: 1 }],
});
export type OrganizationMessage = z.infer<typeof OrganizationMessage>;

/**
 * What workers and the API publish over Redis to every API process. With `eventSeq` it is a domain event; without, it is
 * live progress, which isn't stored.
 */
export const LiveMessage = z.strictObject({
  organizationId: OrganizationId,
  videoId: VideoId,
  eventSeq: z.int().positive().optional(),
  /** The event deleted the video or moved it to the trash. */
  deleted: z.literal(true).optional(),
  /** Empty for an event that isn't sent to subscribers. */
  data: VideoMessage,
});
export type LiveMessage = z.infer<typeof LiveMessage>;
