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
 * What travels over Redis from workers and the API to every API process. `eventSeq` is the number of the video's last
 * milestone; `isMilestone` tells whether this message is that milestone or only live progress.
 */
export const LiveMessage = z.strictObject({
  organizationId: OrganizationId,
  videoId: VideoId,
  eventSeq: z.int().nonnegative(),
  isMilestone: z.boolean(),
  data: VideoMessage,
});
export type LiveMessage = z.infer<typeof LiveMessage>;
