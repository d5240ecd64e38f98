import type { PlaybackTokenView } from '@media/contracts';
import { Controller, Inject } from '@nestjs/common';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { AllowPlaybackToken, RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import type { Call } from '../http/route.js';
import { createPlaybackToken } from './create-playback-token.js';
import { PLAYBACK_ROUTES } from './playback.routes.js';
import { renderDash, renderIframes, renderMaster, renderTrack } from './render-playlists.js';

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class PlaybackController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles(PLAYBACK_ROUTES.createPlaybackToken)
  @RequirePermission('video.read')
  createToken(call: Call<typeof PLAYBACK_ROUTES.createPlaybackToken>): Promise<PlaybackTokenView> {
    return createPlaybackToken(this.deps, linkBase(this.deps.config, call.request), call.actor, call.params.id);
  }

  @Handles(PLAYBACK_ROUTES.hlsMaster)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  master({ actor, params, query }: Call<typeof PLAYBACK_ROUTES.hlsMaster>): Promise<string> {
    return renderMaster(this.deps, actor, params.id, query.token);
  }

  @Handles(PLAYBACK_ROUTES.hlsVideo)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  video({ actor, params }: Call<typeof PLAYBACK_ROUTES.hlsVideo>): Promise<string> {
    return renderTrack(this.deps, actor.organizationId, params.id, { kind: 'video', trackIndex: params.index });
  }

  @Handles(PLAYBACK_ROUTES.hlsIframes)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  iframes({ actor, params }: Call<typeof PLAYBACK_ROUTES.hlsIframes>): Promise<string> {
    return renderIframes(this.deps, actor.organizationId, params.id, params.index);
  }

  @Handles(PLAYBACK_ROUTES.hlsAudio)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  audio({ actor, params }: Call<typeof PLAYBACK_ROUTES.hlsAudio>): Promise<string> {
    return renderTrack(this.deps, actor.organizationId, params.id, { kind: 'audio', trackIndex: params.index });
  }

  @Handles(PLAYBACK_ROUTES.dashManifest)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  dash({ actor, params }: Call<typeof PLAYBACK_ROUTES.dashManifest>): Promise<string> {
    return renderDash(this.deps, actor.organizationId, params.id);
  }
}
