import { VideoId } from '@media/contracts';
import { z } from 'zod';

/** Of the routes of one video. */
export const VideoParams = z.strictObject({ id: VideoId });
