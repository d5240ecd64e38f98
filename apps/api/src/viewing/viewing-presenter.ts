import type { ViewingView } from '@media/contracts';
import { VIEWER_STABLE_SECONDS, viewerUrlSeconds } from '@media/core';
import type { CurrentViewing, VideoDetails, Videos, ViewerRef } from '@media/database';
import { Inject, Injectable } from '@nestjs/common';
import type { Tokens } from '../auth/tokens.js';
import { TOKENS } from '../auth/tokens.module.js';
import { VIDEOS } from '../infrastructure/database.module.js';
import type { StableUrls } from '../infrastructure/stable-urls.js';
import { STABLE_URLS } from '../infrastructure/store.module.js';
import { playbackLinks } from '../playback/playback-links.js';

/** Creates what viewers see of a video: nothing about its files, its organization or its processing. */
@Injectable()
export class ViewingPresenter {
  constructor(
    @Inject(VIDEOS) private readonly videos: Pick<Videos, 'details'>,
    @Inject(STABLE_URLS) private readonly urls: StableUrls,
    @Inject(TOKENS) private readonly tokens: Pick<Tokens, 'signViewer'>,
  ) {}

  /** @throws AppError VIDEO_NOT_FOUND if it has just been deleted */
  async view(base: string, ref: ViewerRef, { organizationId }: CurrentViewing): Promise<ViewingView> {
    const video = await this.videos.details(organizationId, ref.videoId);
    const [rendition] = video.renditions;
    const isPlayable = video.playable || video.publishedJobId !== null;
    const token = await this.tokens.signViewer(ref);
    const { hlsUrl, dashUrl } = playbackLinks(base, ref.videoId, token);
    return {
      ...{ title: video.title, description: video.description },
      durationMs: video.probe && Math.round(video.probe.durationMs),
      ...{ width: rendition?.width ?? null, height: rendition?.height ?? null },
      poster: await this.posterOf(video),
      hlsUrl: isPlayable ? hlsUrl : null,
      dashUrl: isPlayable ? dashUrl : null,
      chapters: video.chapters.map(({ startMs, endMs, title }) => ({ startMs, endMs, title })),
      refreshUrl: `${base}/watch/${ref.videoId}`,
    };
  }

  /** A presigned URL, or null if there is no poster yet. @throws AppError VIDEO_NOT_FOUND if it has just been deleted */
  async poster({ videoId }: ViewerRef, { organizationId }: CurrentViewing): Promise<string | null> {
    return this.posterOf(await this.videos.details(organizationId, videoId));
  }

  private async posterOf({ outputs, probe }: VideoDetails): Promise<string | null> {
    const poster = outputs.find(({ kind }) => kind === 'poster');
    if (!poster?.key) return null;
    const expiresInSeconds = viewerUrlSeconds(probe?.durationMs ?? 0);
    return this.urls.urlOf(poster.key, poster.contentType, {
      ...{ expiresInSeconds, stableForSeconds: VIEWER_STABLE_SECONDS },
    });
  }
}
