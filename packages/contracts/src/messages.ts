import { z } from 'zod';
import { OrganizationId, VideoId } from './ids.js';
import { Generation, VIDEO_STATUSES, VideoError } from './videos.js';

/**
 * What the data of an SSE message may hold. A snapshot has status, progress and playable; a change has what changed.
 * `retrying` tells that a step failed and will be tried again. The stream of one video leaves `generation` out.
 */
export const VideoMessage = z
  .object({
    status: z.enum(VIDEO_STATUSES).optional(),
    progress: z.int().min(0).max(100).optional(),
    playable: z.boolean().optional(),
    generation: Generation.optional(),
    error: VideoError.optional(),
    retrying: z.object({ task: z.string(), code: z.string(), try: z.int() }).optional(),
  })
  .meta({ id: 'VideoMessage' });
export type VideoMessage = z.infer<typeof VideoMessage>;

/** How a video is at one moment. */
export const VideoSnapshot = VideoMessage.pick({ error: true })
  .extend({
    status: z.enum(VIDEO_STATUSES),
    progress: z.int().min(0).max(100),
    playable: z.boolean(),
    generation: Generation,
  })
  .meta({ id: 'VideoSnapshot' });
export type VideoSnapshot = z.infer<typeof VideoSnapshot>;

/**
 * The same of the organization's stream, where every message names its video; the first about a video is a snapshot.
 * `deleted` is the last word about one.
 */
export const OrganizationMessage = VideoMessage.extend({
  videoId: VideoId,
  deleted: z.literal(true).optional(),
}).meta({ id: 'OrganizationMessage' });
export type OrganizationMessage = z.infer<typeof OrganizationMessage>;

/**
 * What travels over Redis from workers and the API to every API process. With `eventSeq` it is a milestone, a numbered
 * event row; without, it is live progress that nobody keeps.
 */
export const LiveMessage = z.strictObject({
  organizationId: OrganizationId,
  videoId: VideoId,
  eventSeq: z.int().positive().optional(),
  /** The video is gone with this milestone. */
  deleted: z.literal(true).optional(),
  data: VideoMessage,
});
export type LiveMessage = z.infer<typeof LiveMessage>;
