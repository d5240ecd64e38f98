import type { PlaybackTokenView } from '@media/contracts';
import type { Jobs, MediaRows, Videos } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import type { Tokens } from '../auth/tokens.js';
import { TOKENS } from '../auth/tokens.module.js';
import { AllowPlaybackToken, AllowViewer, RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import type { Call } from '../http/route.js';
import { JOBS, MEDIA, VIDEOS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import type { StableUrls } from '../infrastructure/stable-urls.js';
import { STABLE_URLS } from '../infrastructure/store.module.js';
import { createPlaybackToken } from './create-playback-token.js';
import { PLAYBACK_ROUTES } from './playback.routes.js';
import { renderDash, renderIframes, renderMaster, renderText, renderTrack } from './render-playlists.js';

@Controller()
export class PlaybackController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(VIDEOS) readonly videos: Videos,
    @Inject(JOBS) readonly jobs: Jobs,
    @Inject(MEDIA) readonly media: MediaRows,
    @Inject(STABLE_URLS) readonly urls: StableUrls,
    @Inject(TOKENS) readonly tokens: Tokens,
  ) {}

  @Handles(PLAYBACK_ROUTES.createPlaybackToken)
  @RequirePermission('video.read')
  createToken(call: Call<typeof PLAYBACK_ROUTES.createPlaybackToken>): Promise<PlaybackTokenView> {
    return createPlaybackToken(this, linkBase(this.config, call.request), call.actor, call.params.id);
  }

  @Handles(PLAYBACK_ROUTES.hlsMaster)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  @AllowViewer()
  master({ actor, params, query }: Call<typeof PLAYBACK_ROUTES.hlsMaster>): Promise<string> {
    return renderMaster(this, actor, params.id, query.token);
  }

  @Handles(PLAYBACK_ROUTES.hlsVideo)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  @AllowViewer()
  video({ actor, params, query }: Call<typeof PLAYBACK_ROUTES.hlsVideo>): Promise<string> {
    return renderTrack(this, actor, params.id, { kind: 'video', trackIndex: params.index }, query.followed);
  }

  @Handles(PLAYBACK_ROUTES.hlsIframes)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  @AllowViewer()
  iframes({ actor, params, query }: Call<typeof PLAYBACK_ROUTES.hlsIframes>): Promise<string> {
    return renderIframes(this, actor, params.id, params.index, query.followed);
  }

  @Handles(PLAYBACK_ROUTES.hlsAudio)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  @AllowViewer()
  audio({ actor, params, query }: Call<typeof PLAYBACK_ROUTES.hlsAudio>): Promise<string> {
    return renderTrack(this, actor, params.id, { kind: 'audio', trackIndex: params.index }, query.followed);
  }

  @Handles(PLAYBACK_ROUTES.hlsText)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  @AllowViewer()
  text({ actor, params }: Call<typeof PLAYBACK_ROUTES.hlsText>): Promise<string> {
    return renderText(this, actor, params.id, params.index);
  }

  @Handles(PLAYBACK_ROUTES.dashManifest)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  @AllowViewer()
  dash({ actor, params }: Call<typeof PLAYBACK_ROUTES.dashManifest>): Promise<string> {
    return renderDash(this, actor, params.id);
  }
}
