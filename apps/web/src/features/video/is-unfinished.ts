import type { VideoView } from '@media/sdk';

/** Whether the video is queued or being processed. */
export const isUnfinished = ({ status }: Pick<VideoView, 'status'>): boolean =>
  status === 'queued' || status === 'processing';
