import type { VideoView } from '@media/contracts';
import { type Actor, isImage, type OutputId, playbackMaker, TEXT_CONTENT_TYPE, type VideoId } from '@media/core';
import type { OutputRow, VideoDetails, Videos } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import { Inject, Injectable } from '@nestjs/common';
import type { Tokens } from '../auth/tokens.js';
import { TOKENS } from '../auth/tokens.module.js';
import { VIDEOS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { LIVE } from '../infrastructure/redis.module.js';
import type { StableUrls } from '../infrastructure/stable-urls.js';
import { STABLE_URLS } from '../infrastructure/store.module.js';
import { playbackLinks } from '../playback/playback-links.js';
import { currentProgress } from './current-progress.js';
import { toVideoView } from './to-video-view.js';

/** Creates views of videos: adds current progress and URLs to the rows. `base` is the base URL of links, which end with the actor's playback tokens. */
@Injectable()
export class VideoPresenter {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<ApiConfig, 'trashMs'>,
    @Inject(VIDEOS) private readonly videos: Pick<Videos, 'details' | 'trashed'>,
    @Inject(LIVE) private readonly live: Live,
    @Inject(STABLE_URLS) private readonly urls: StableUrls,
    @Inject(TOKENS) private readonly tokens: Pick<Tokens, 'signPlayback'>,
  ) {}

  /** `trashed`: one in the trash, instead of one outside. @throws AppError VIDEO_NOT_FOUND */
  async view(base: string, actor: Actor, id: VideoId, { trashed } = { trashed: false }): Promise<VideoView> {
    const { organizationId } = actor;
    const found = trashed
      ? this.videos.trashed(organizationId, id, this.config.trashMs)
      : this.videos.details(organizationId, id);
    return this.present(base, actor, await found);
  }

  async present(base: string, actor: Actor, details: VideoDetails): Promise<VideoView> {
    const video = details.trashedAt ? withImagesOnly(details) : details;
    const progress = await currentProgress({ live: this.live }, video);
    const urls = await Promise.all(
      video.outputs.map(
        async (output): Promise<[OutputId, string]> => [output.id, await this.urlOf(base, actor, video, output)],
      ),
    );
    const textUrls = await Promise.all(
      video.texts.map(
        async ({ name, key }): Promise<[string, string]> => [name, await this.urls.urlOf(key, TEXT_CONTENT_TYPE)],
      ),
    );
    return toVideoView(video, {
      trashMs: this.config.trashMs,
      progress,
      urls: new Map(urls),
      textUrls: new Map(textUrls),
    });
  }

  private async urlOf(
    base: string,
    actor: Actor,
    video: VideoDetails,
    { key, contentType, kind }: OutputRow,
  ): Promise<string> {
    if (key !== null) return this.urls.urlOf(key, contentType);
    const { token } = await this.tokens.signPlayback(video.organizationId, video.id, playbackMaker(actor));
    // An output without a key is a playlist, rendered on request.
    const { hlsUrl, dashUrl } = playbackLinks(base, video.id, token);
    return kind === 'dash' ? dashUrl : hlsUrl;
  }
}

/** What is in the trash can be recognized, but neither played nor downloaded. */
const withImagesOnly = (video: VideoDetails): VideoDetails => ({
  ...video,
  outputs: video.outputs.filter(({ kind }) => isImage(kind)),
  texts: [],
});
