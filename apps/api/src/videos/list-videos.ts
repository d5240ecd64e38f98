import type { ListVideosQuery, Page, VideoView } from '@media/contracts';
import { type Actor, tagKey } from '@media/core';
import type { Videos } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { parseCursor, toCursor } from './cursor.js';
import type { VideoPresenter } from './video-presenter.js';

type Deps = { videos: Pick<Videos, 'list'>; presenter: VideoPresenter; config: Pick<ApiConfig, 'trashMs'> };

export const listVideos = async (
  { videos: rows, presenter, config }: Deps,
  base: string,
  actor: Actor,
  { limit, cursor, status, visibility, tag, q, recipe, trashed, ...query }: ListVideosQuery,
): Promise<Page<VideoView>> => {
  const { minDurationMs, maxDurationMs, createdAfter, createdBefore } = query;
  const sort = query.sort ?? (trashed ? 'trashed' : 'newest');
  const { videos, hasMore } = await rows.list(actor.organizationId, {
    ...{ limit, order: sort },
    ...(trashed && { trash: { keptMs: config.trashMs } }),
    ...(status && { status }),
    ...(visibility && { visibility }),
    ...(tag && { tagKeys: tag.map(tagKey) }),
    ...(q && { text: q }),
    ...(minDurationMs !== undefined && { minDurationMs }),
    ...(maxDurationMs !== undefined && { maxDurationMs }),
    ...(createdAfter && { createdAfter: new Date(createdAfter) }),
    ...(createdBefore && { createdBefore: new Date(createdBefore) }),
    ...(recipe && { recipeName: recipe }),
    ...(cursor !== undefined && { after: parseCursor(sort, cursor) }),
  });
  const last = videos.at(-1);
  const items = await Promise.all(videos.map((video) => presenter.present(base, actor, video)));
  return { items, nextCursor: hasMore && last ? toCursor(sort, last) : null };
};
