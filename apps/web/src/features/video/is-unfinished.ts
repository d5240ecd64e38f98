import type { VideoView } from '@media/sdk';

/** Whether something is still to come of the video without anybody's doing. */
export const isUnfinished = ({ status }: Pick<VideoView, 'status'>): boolean =>
  status === 'queued' || status === 'processing';
