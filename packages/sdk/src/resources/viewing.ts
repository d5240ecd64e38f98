import type { ViewingView } from '@media/contracts';
import { idSegment } from '../http/check-id.js';
import type { Send } from '../session/session.js';

/** `send` adds no credentials: viewers need no account. */
export const viewingResource = (send: Send) => ({
  /** What a player needs to show an unlisted or public video. ApiError VIDEO_NOT_FOUND, also for a private one. */
  watch: async (videoId: string, signal?: AbortSignal): Promise<ViewingView> =>
    (await send({ method: 'GET', path: `/watch/${idSegment(videoId)}`, signal })).json(),

  /**
   * The same for the video of a share link. `token` is the part of the link after `#`. ApiError SHARE_GONE, SHARE_PASSWORD_REQUIRED,
   * SHARE_PASSWORD_WRONG.
   */
  openShare: async (token: string, password?: string): Promise<ViewingView> =>
    (
      await send({ method: 'POST', path: '/shares/open', body: { token, ...(password !== undefined && { password }) } })
    ).json(),
});

export type ViewingResource = ReturnType<typeof viewingResource>;
