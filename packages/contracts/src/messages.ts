import { z } from 'zod';
import { OrganizationId, VideoId } from './ids.js';
import { VIDEO_STATUSES, VideoError } from './videos.js';

/**
 * What the data of an SSE message may hold. A snapshot has status, progress and playable; a change has what changed.
 * `retrying` tells that a step failed and will be tried again.
 */
export const VideoMessage = z
  .object({
    status: z.enum(VIDEO_STATUSES).optional(),
    progress: z.int().min(0).max(100).optional(),
    playable: z.boolean().optional(),
    error: VideoError.optional(),
    retrying: z.object({ task: z.string(), code: z.string(), try: z.int() }).optional(),
  })
  .meta({ id: 'VideoMessage' });
export type VideoMessage = z.infer<typeof VideoMessage>;

/**
 * What travels over Redis from workers and the API to every API process. With `eventSeq` it is a milestone, a numbered
 * event row; without, it is live progress that nobody keeps.
 */
export const LiveMessage = z.strictObject({
  organizationId: OrganizationId,
  videoId: VideoId,
  eventSeq: z.int().positive().optional(),
  data: VideoMessage,
});
export type LiveMessage = z.infer<typeof LiveMessage>;
