import type { VideoView } from '@media/sdk';

/** Whether a result has been published. Before, the only outputs are the poster and preview. */
export const hasResult = ({ outputs }: Pick<VideoView, 'outputs'>): boolean =>
  outputs.some(({ kind }) => kind !== 'poster' && kind !== 'preview');
