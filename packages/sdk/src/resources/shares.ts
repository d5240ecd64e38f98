import type { CreateShareRequest, Page, PageQuery, ShareView } from '@media/contracts';
import { idSegment } from '../http/check-id.js';
import type { Send } from '../session/session.js';

const at = (id: string, rest = ''): string => `/videos/${idSegment(id)}/shares${rest}`;

export const sharesResource = (send: Send) => ({
  /** Creates a link to watch a video without an account. ApiError PASSWORD_TOO_COMMON, TOO_MANY_SHARES. */
  create: async (id: string, options: Partial<CreateShareRequest> = {}): Promise<ShareView> =>
    (await send({ method: 'POST', path: at(id), body: options })).json(),

  /** A page of the links of a video, the newest first. Includes expired ones. */
  list: async (id: string, query: Partial<PageQuery> = {}, signal?: AbortSignal): Promise<Page<ShareView>> =>
    (await send({ method: 'GET', path: at(id), query, signal })).json(),

  /** Ends a link for good. ApiError SHARE_NOT_FOUND. */
  revoke: async (id: string, shareId: string): Promise<void> => {
    await send({ method: 'DELETE', path: at(id, `/${idSegment(shareId)}`) });
  },
});

export type SharesResource = ReturnType<typeof sharesResource>;
