import { VideoId } from '@media/contracts';
import { z } from 'zod';

/** Path parameters of the routes of one video. */
export const VideoParams = z.strictObject({ id: VideoId });
