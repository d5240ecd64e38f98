import type { VideoView } from '@media/contracts';
import { AppError, type OrganizationId } from '@media/core';
import type { Links } from '../http/respond-idempotently.js';
import type { VideoPresenter } from './video-presenter.js';

/** The URLs of a video's outputs. Outputs that no longer exist are dropped, or all outputs if the video was deleted. */
export const videoLinks = (
  presenter: VideoPresenter,
  base: string,
  organizationId: OrganizationId,
): Links<VideoView> => ({
  without: (video) => ({ ...video, outputs: video.outputs.map((output) => ({ ...output, url: '' })) }),
  renew: async (video) => {
    if (video.outputs.length === 0) return video;
    const current = await presenter.view(base, organizationId, video.id).catch(nothingLeft);
    const urls = new Map(current?.outputs.map(({ id, url }) => [id, url]));
    const outputs = video.outputs.flatMap((output) => {
      const url = urls.get(output.id);
      return url === undefined ? [] : [{ ...output, url }];
    });
    return { ...video, outputs };
  },
});

const nothingLeft = (error: unknown): undefined => {
  if (error instanceof AppError && error.code === 'VIDEO_NOT_FOUND') return undefined;
  throw error;
};
