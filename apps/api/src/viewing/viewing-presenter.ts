import type { ViewingView } from '@media/contracts';
import { type Actor, AppError, type VideoId, viewingOf } from '@media/core';
import type { Statistics, VideoDetails, Videos } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { Inject, Injectable } from '@nestjs/common';
import { STATISTICS, VIDEOS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import type { StableUrls } from '../infrastructure/stable-urls.js';
import { STABLE_URLS } from '../infrastructure/store.module.js';
import { playbackLinks } from '../playback/playback-links.js';
import { urlsFor } from '../playback/urls-for.js';
import { allowsDownload } from '../videos/download-video.js';
import { bestDownload } from '../videos/pick-download.js';
import { viewingEnded } from './find-viewing.js';

/** Creates what viewers see of a video: nothing about its files, its organization or its processing. */
@Injectable()
export class ViewingPresenter {
  constructor(
    @Inject(VIDEOS) private readonly videos: Pick<Videos, 'details'>,
    @Inject(STABLE_URLS) private readonly urls: StableUrls,
    @Inject(STATISTICS) private readonly statistics: Pick<Statistics, 'isEnabled'>,
    @Inject(CONFIG) private readonly config: Pick<ApiConfig, 'viewerStatistics'>,
  ) {}

  /** `base` is the base URL of links, which contain `token`. @throws AppError VIDEO_NOT_FOUND or SHARE_GONE if it was just deleted */
  async view(base: string, actor: Actor, id: VideoId, token: string): Promise<ViewingView> {
    const video = await this.find(actor, id);
    const [rendition] = video.renditions;
    const isPlayable = video.playable || video.publishedJobId !== null;
    const { hlsUrl, dashUrl } = playbackLinks(base, id, token);
    const isCounted = this.config.viewerStatistics && (await this.statistics.isEnabled(actor.organizationId));
    const by = viewingOf(actor)?.by;
    const isDownloadable = allowsDownload(actor) && bestDownload(video.outputs) !== undefined;
    return {
      ...{ title: video.title, description: video.description },
      durationMs: video.probe && Math.round(video.probe.durationMs),
      ...{ width: rendition?.width ?? null, height: rendition?.height ?? null },
      poster: await this.posterOf(actor, video),
      hlsUrl: isPlayable ? hlsUrl : null,
      dashUrl: isPlayable ? dashUrl : null,
      ...(isDownloadable && { downloadUrl: `${base}/videos/${id}/download?token=${token}` }),
      chapters: video.chapters.map(({ startMs, endMs, title }) => ({ startMs, endMs, title })),
      isPublic: video.visibility === 'public' && by !== 'share',
      refreshUrl: by === 'visibility' ? `${base}/watch/${id}` : `${base}/videos/${id}/viewing?token=${token}`,
      ...(isCounted && { beaconUrl: `${base}/videos/${id}/beacons${by === 'visibility' ? '' : `?token=${token}`}` }),
    };
  }

  /** A presigned URL, or null if there is no poster yet. @throws AppError VIDEO_NOT_FOUND if it was just deleted */
  async poster(actor: Actor, id: VideoId): Promise<string | null> {
    return this.posterOf(actor, await this.find(actor, id));
  }

  private async posterOf(actor: Actor, { outputs, probe }: VideoDetails): Promise<string | null> {
    const poster = outputs.find(({ kind }) => kind === 'poster');
    if (!poster?.key) return null;
    return urlsFor(this.urls, actor, probe?.durationMs ?? 0)(poster.key, poster.contentType);
  }

  private find(actor: Actor, videoId: VideoId): Promise<VideoDetails> {
    return this.videos.details(actor.organizationId, videoId).catch((error) => {
      const viewing = viewingOf(actor);
      const isGone = error instanceof AppError && error.code === 'VIDEO_NOT_FOUND';
      throw isGone && viewing?.by === 'share' ? viewingEnded({ videoId, shareId: viewing.shareId }) : error;
    });
  }
}
