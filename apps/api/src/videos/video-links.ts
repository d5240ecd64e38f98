import type { VideoView } from '@media/contracts';
import { type Actor, AppError } from '@media/core';
import type { Links } from '../http/respond-idempotently.js';
import type { VideoPresenter } from './video-presenter.js';

/** The URLs of a video's outputs and text tracks. Those that no longer exist are dropped, or all of them if the video was deleted. */
export const videoLinks = (presenter: VideoPresenter, base: string, actor: Actor): Links<VideoView> => ({
  without: (video) => ({
    ...video,
    outputs: video.outputs.map((output) => ({ ...output, url: '' })),
    textTracks: video.textTracks.map((track) => ({ ...track, url: '' })),
  }),
  renew: async (video) => {
    if (video.outputs.length === 0 && video.textTracks.length === 0) return video;
    const current = await presenter.view(base, actor, video.id).catch(nothingLeft);
    return {
      ...video,
      outputs: withUrls(video.outputs, current?.outputs),
      textTracks: withUrls(video.textTracks, current?.textTracks),
    };
  },
});

type Linked = { id: string; url: string };

const withUrls = <T extends Linked>(stored: readonly T[], current: readonly Linked[] = []): T[] => {
  const urls = new Map(current.map(({ id, url }) => [id, url]));
  return stored.flatMap((item) => {
    const url = urls.get(item.id);
    return url === undefined ? [] : [{ ...item, url }];
  });
};

const nothingLeft = (error: unknown): undefined => {
  if (error instanceof AppError && error.code === 'VIDEO_NOT_FOUND') return undefined;
  throw error;
};
