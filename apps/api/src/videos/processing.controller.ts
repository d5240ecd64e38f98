import type { JobList, VideoView } from '@media/contracts';
import { Controller, Inject } from '@nestjs/common';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import type { Call } from '../http/route.js';
import { cancelVideo } from './cancel-video.js';
import { listJobs } from './list-jobs.js';
import { viewVideo } from './present-video.js';
import { PROCESSING_ROUTES } from './processing.routes.js';
import { retryVideo } from './retry-video.js';

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class ProcessingController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles(PROCESSING_ROUTES.cancelVideo)
  @RequirePermission('video.write')
  async cancel({ actor, params, request }: Call<typeof PROCESSING_ROUTES.cancelVideo>): Promise<VideoView> {
    await cancelVideo(this.deps, actor, params.id);
    return viewVideo(this.deps, linkBase(this.deps.config, request), actor.organizationId, params.id);
  }

  @Handles(PROCESSING_ROUTES.retryVideo)
  @RequirePermission('video.write')
  async retry({ actor, params, body, request }: Call<typeof PROCESSING_ROUTES.retryVideo>): Promise<VideoView> {
    await retryVideo(this.deps, actor, params.id, body, request.trace);
    return viewVideo(this.deps, linkBase(this.deps.config, request), actor.organizationId, params.id);
  }

  @Handles(PROCESSING_ROUTES.listJobs)
  @RequirePermission('video.read')
  jobs({ actor, params }: Call<typeof PROCESSING_ROUTES.listJobs>): Promise<JobList> {
    return listJobs(this.deps, actor.organizationId, params.id);
  }
}
