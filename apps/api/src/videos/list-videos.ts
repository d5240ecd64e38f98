import type { ListVideosQuery, Page, VideoView } from '@media/contracts';
import type { OrganizationId } from '@media/core';
import { parseCursor, toCursor } from './cursor.js';
import { type PresentDeps, presentVideo } from './present-video.js';

/** A page of videos. One more than asked for is read, to know whether there is a next page. */
export const listVideos = async (
  deps: PresentDeps,
  base: string,
  organizationId: OrganizationId,
  { limit, cursor, status, q, recipe, sort }: ListVideosQuery,
): Promise<Page<VideoView>> => {
  const found = await deps.videos.list(organizationId, {
    ...{ limit: limit + 1, order: sort },
    ...(status && { status }),
    ...(q && { text: q }),
    ...(recipe && { recipeName: recipe }),
    ...(cursor !== undefined && { after: parseCursor(sort, cursor) }),
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const items = await Promise.all(page.map((video) => presentVideo(deps, base, video)));
  return { items, nextCursor: found.length > limit && last ? toCursor(sort, last) : null };
};
