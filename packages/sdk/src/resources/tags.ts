import type { Page, PageQuery, RenamedTagView, TagView } from '@media/contracts';
import type { Call } from '../http/send-request.js';
import type { Send } from '../session/session.js';

export const tagsResource = (send: Send) => {
  const getJson = async <T>(call: Call): Promise<T> => (await send(call)).json();

  return {
    /** A page of the tags that the organization's videos have, by name. */
    list: (query: Partial<PageQuery> = {}, signal?: AbortSignal): Promise<Page<TagView>> =>
      getJson({ method: 'GET', path: '/tags', query, signal }),

    /** Renames a tag in all videos. If another tag has the new name, they become one, and `merged` is true. ApiError TAG_NOT_FOUND. */
    rename: (name: string, newName: string): Promise<RenamedTagView> =>
      getJson({ method: 'PATCH', path: `/tags/${encodeURIComponent(name)}`, body: { name: newName } }),

    /** Removes a tag from all videos, which stay. ApiError TAG_NOT_FOUND. */
    delete: async (name: string): Promise<void> => {
      await send({ method: 'DELETE', path: `/tags/${encodeURIComponent(name)}` });
    },
  };
};

export type TagsResource = ReturnType<typeof tagsResource>;
