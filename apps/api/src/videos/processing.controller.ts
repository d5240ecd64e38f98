import type { JobList, VideoView } from '@media/contracts';
import type { Jobs, VideoCommands, Videos } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import type { Call } from '../http/route.js';
import { JOBS, VIDEO_COMMANDS, VIDEOS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { LIVE } from '../infrastructure/redis.module.js';
import { cancelVideo } from './cancel-video.js';
import { listJobs } from './list-jobs.js';
import { PROCESSING_ROUTES } from './processing.routes.js';
import { retryVideo } from './retry-video.js';
import { VideoPresenter } from './video-presenter.js';

@Controller()
export class ProcessingController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(VIDEOS) readonly videos: Videos,
    @Inject(VIDEO_COMMANDS) readonly commands: VideoCommands,
    @Inject(JOBS) readonly jobs: Jobs,
    @Inject(LIVE) readonly live: Live,
    @Inject(VideoPresenter) readonly presenter: VideoPresenter,
  ) {}

  @Handles(PROCESSING_ROUTES.cancelVideo)
  @RequirePermission('video.write')
  async cancel({ actor, params, request }: Call<typeof PROCESSING_ROUTES.cancelVideo>): Promise<VideoView> {
    await cancelVideo(this, actor, params.id);
    return this.presenter.view(linkBase(this.config, request), actor, params.id);
  }

  @Handles(PROCESSING_ROUTES.retryVideo)
  @RequirePermission('video.write')
  async retry({ actor, params, body, request }: Call<typeof PROCESSING_ROUTES.retryVideo>): Promise<VideoView> {
    await retryVideo(this, actor, params.id, body, request.trace);
    return this.presenter.view(linkBase(this.config, request), actor, params.id);
  }

  @Handles(PROCESSING_ROUTES.listJobs)
  @RequirePermission('video.read')
  listJobs({ actor, params }: Call<typeof PROCESSING_ROUTES.listJobs>): Promise<JobList> {
    return listJobs(this, actor.organizationId, params.id);
  }
}
