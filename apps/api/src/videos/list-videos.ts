import type { ListVideosQuery, Page, VideoView } from '@media/contracts';
import type { OrganizationId } from '@media/core';
import { parseCursor, toCursor } from './cursor.js';
import { type PresentDeps, presentVideo } from './present-video.js';

/** A page of videos. */
export const listVideos = async (
  deps: PresentDeps,
  base: string,
  organizationId: OrganizationId,
  { limit, cursor, status, q, recipe, sort }: ListVideosQuery,
): Promise<Page<VideoView>> => {
  const { videos, hasMore } = await deps.videos.list(organizationId, {
    ...{ limit, order: sort },
    ...(status && { status }),
    ...(q && { text: q }),
    ...(recipe && { recipeName: recipe }),
    ...(cursor !== undefined && { after: parseCursor(sort, cursor) }),
  });
  const last = videos.at(-1);
  const items = await Promise.all(videos.map((video) => presentVideo(deps, base, video)));
  return { items, nextCursor: hasMore && last ? toCursor(sort, last) : null };
};
