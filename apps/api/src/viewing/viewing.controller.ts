import type { ViewingView } from '@media/contracts';
import { AppError, type VideoId } from '@media/core';
import type { CurrentViewing, Viewings } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import { Public } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import type { PublicCall, Responded } from '../http/route.js';
import { VIEWINGS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { VIEWING_ROUTES as ROUTES } from './viewing.routes.js';
import { ViewingPresenter } from './viewing-presenter.js';

@Controller()
export class ViewingController {
  constructor(
    @Inject(CONFIG) private readonly config: ApiConfig,
    @Inject(VIEWINGS) private readonly viewings: Viewings,
    @Inject(ViewingPresenter) private readonly presenter: ViewingPresenter,
  ) {}

  @Handles(ROUTES.watchVideo)
  @Public()
  async watch({ params, request }: PublicCall<typeof ROUTES.watchVideo>): Promise<ViewingView> {
    const current = await this.find(params.id);
    const base = linkBase(this.config, request);
    return this.presenter.view(base, { videoId: params.id }, current);
  }

  @Handles(ROUTES.viewPoster)
  @Public()
  async poster({ params, reply, respond }: PublicCall<typeof ROUTES.viewPoster>): Promise<Responded> {
    const url = await this.presenter.poster({ videoId: params.id }, await this.find(params.id));
    if (url === null) throw new AppError('OUTPUT_NOT_FOUND', { id: params.id });
    reply.header('location', url);
    return respond(302);
  }

  /** @throws AppError VIDEO_NOT_FOUND, also for a private video */
  private async find(videoId: VideoId): Promise<CurrentViewing> {
    const current = await this.viewings.find({ videoId });
    if (!current) throw new AppError('VIDEO_NOT_FOUND', { id: videoId });
    return current;
  }
}
