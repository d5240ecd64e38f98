import type { ViewingView } from '@media/contracts';
import { AppError, type PlaybackActor, viewerActor } from '@media/core';
import type { Shares, ViewerRef, Viewings } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { networkOf } from '@media/runtime/http';
import { Controller, Inject } from '@nestjs/common';
import type { Tokens } from '../auth/tokens.js';
import { TOKENS } from '../auth/tokens.module.js';
import { AllowPlaybackToken, AllowViewer, Public, RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import type { Call, PublicCall, Responded } from '../http/route.js';
import { SHARES, VIEWINGS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import type { AuthLimits } from '../limits/auth-limits.js';
import { AUTH_LIMITS } from '../limits/limits.module.js';
import { quotaHeaders } from '../limits/quota-headers.js';
import { playbackTokenFor } from '../playback/playback-token-for.js';
import { openShare } from '../shares/open-share.js';
import { findViewing } from './find-viewing.js';
import { VIEWING_ROUTES as ROUTES } from './viewing.routes.js';
import { ViewingPresenter } from './viewing-presenter.js';

@Controller()
export class ViewingController {
  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(VIEWINGS) readonly viewings: Viewings,
    @Inject(SHARES) readonly shares: Shares,
    @Inject(TOKENS) readonly tokens: Tokens,
    @Inject(AUTH_LIMITS) readonly limits: AuthLimits,
    @Inject(ViewingPresenter) private readonly presenter: ViewingPresenter,
  ) {}

  @Handles(ROUTES.watchVideo)
  @Public()
  async watch({ params, request }: PublicCall<typeof ROUTES.watchVideo>): Promise<ViewingView> {
    const { actor, token } = await this.asViewer({ videoId: params.id });
    return this.presenter.view(linkBase(this.config, request), actor, params.id, token);
  }

  @Handles(ROUTES.viewPoster)
  @Public()
  async poster({ params, reply, respond }: PublicCall<typeof ROUTES.viewPoster>): Promise<Responded> {
    const { actor } = await this.asViewer({ videoId: params.id });
    const url = await this.presenter.poster(actor, params.id);
    if (url === null) throw new AppError('OUTPUT_NOT_FOUND', { id: params.id });
    reply.header('location', url);
    return respond(302);
  }

  @Handles(ROUTES.openShare)
  @Public()
  async open({ body, request, reply }: PublicCall<typeof ROUTES.openShare>): Promise<ViewingView> {
    const client = { network: networkOf(request.ip), reportQuota: quotaHeaders(reply) };
    const ref = await openShare(this, client, body);
    const { actor, token } = await this.asViewer(ref);
    return this.presenter.view(linkBase(this.config, request), actor, ref.videoId, token);
  }

  @Handles(ROUTES.viewViewing)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  @AllowViewer()
  async view({ actor, params, query, request }: Call<typeof ROUTES.viewViewing>): Promise<ViewingView> {
    const token = await playbackTokenFor(this, actor, params.id, query.token);
    return this.presenter.view(linkBase(this.config, request), actor, params.id, token);
  }

  /** @throws AppError VIDEO_NOT_FOUND, SHARE_GONE */
  private async asViewer(ref: ViewerRef): Promise<{ actor: PlaybackActor; token: string }> {
    const { organizationId, viewing } = await findViewing(this, ref);
    const { token, expiresAt } = await this.tokens.signViewer(ref);
    return { actor: viewerActor({ videoId: ref.videoId, organizationId, expiresAt }, viewing), token };
  }
}
