import { z } from 'zod';
import { EXAMPLE_IDS } from './examples.js';
import { percent } from './fields.js';
import { OrganizationId, VideoId } from './ids.js';
import { Generation, VideoError, VideoStatusName } from './videos.js';

const RetryNotice = z
  .object({
    task: z.string().describe('Name of the task.'),
    code: z.string().describe('Error code of the attempt that failed.'),
    try: z.int().describe('Number of that attempt, from 1.'),
  })
  .meta({
    id: 'RetryNotice',
    description: 'An attempt of a task failed and another will follow.',
    examples: [{ task: 'chunk 1', code: 'ENCODER_CRASHED', try: 1 }],
  });

/**
 * What the data of an SSE message may hold. A snapshot has status, progress and playable; a change has what changed.
 * `retrying` means that a step failed and will be retried. The stream of one video leaves `generation` out.
 */
export const VideoMessage = z
  .object({
    status: VideoStatusName.optional(),
    progress: percent('How much of the processing is done.').optional(),
    playable: z.boolean().optional().describe('Whether something can be played.'),
    generation: Generation.optional(),
    error: VideoError.optional(),
    retrying: RetryNotice.optional(),
  })
  .meta({
    id: 'VideoMessage',
    description: 'Data of a message about one video: at first a snapshot, then only what has changed.',
    examples: [{ status: 'processing', progress: 45, playable: false }, { progress: 46 }, { status: 'completed' }],
  });
export type VideoMessage = z.infer<typeof VideoMessage>;

/** How a video is at one moment. */
export const VideoSnapshot = VideoMessage.pick({ error: true })
  .extend({
    status: VideoStatusName,
    progress: percent('How much of the processing is done.'),
    playable: z.boolean().describe('Whether something can be played.'),
    generation: Generation,
  })
  .meta({
    id: 'VideoSnapshot',
    description: 'How a video is at one moment.',
    examples: [{ status: 'processing', progress: 45, playable: false, generation: 1 }],
  });
export type VideoSnapshot = z.infer<typeof VideoSnapshot>;

/**
 * The same of the organization's stream, where every message names its video; the first about a video is a snapshot.
 * `deleted` is the last word about one.
 */
export const OrganizationMessage = VideoMessage.extend({
  videoId: VideoId,
  deleted: z.literal(true).optional().describe('The video was deleted; no further message names it.'),
}).meta({
  id: 'OrganizationMessage',
  description: 'Data of a message about any video of the organization; the first about each video is a snapshot.',
  examples: [{ videoId: EXAMPLE_IDS.video, progress: 46, generation: 1 }],
});
export type OrganizationMessage = z.infer<typeof OrganizationMessage>;

/**
 * What travels over Redis from workers and the API to every API process. With `eventSeq` it is a domain event; without,
 * it is live progress that nobody keeps.
 */
export const LiveMessage = z.strictObject({
  organizationId: OrganizationId,
  videoId: VideoId,
  eventSeq: z.int().positive().optional(),
  /** The video is gone with this event. */
  deleted: z.literal(true).optional(),
  /** Empty for an event that followers don't receive. */
  data: VideoMessage,
});
export type LiveMessage = z.infer<typeof LiveMessage>;
