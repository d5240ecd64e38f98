import type { BulkResult, Page, VideoView } from '@media/contracts';
import type { TrashCommands, Uploads, VideoCommands, Videos } from '@media/database';
import type { ApiConfig, Live, Logger } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { Controller, Inject } from '@nestjs/common';
import { AllowTrashed, RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import { forRequest } from '../http/request-store.js';
import type { Call } from '../http/route.js';
import { TRASH, UPLOADS, VIDEO_COMMANDS, VIDEOS } from '../infrastructure/database.module.js';
import { CONFIG, LOG } from '../infrastructure/process.module.js';
import { LIVE } from '../infrastructure/redis.module.js';
import { STORE } from '../infrastructure/store.module.js';
import { bulkVideos } from './bulk-videos.js';
import { deleteVideo } from './delete-video.js';
import { listVideos } from './list-videos.js';
import { updateVideo } from './update-video.js';
import { VideoPresenter } from './video-presenter.js';
import { VIDEO_ROUTES } from './videos.routes.js';

@Controller()
export class VideosController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(VIDEOS) readonly videos: Videos,
    @Inject(VIDEO_COMMANDS) readonly commands: VideoCommands,
    @Inject(TRASH) readonly trash: TrashCommands,
    @Inject(UPLOADS) readonly uploads: Uploads,
    @Inject(STORE) readonly store: ObjectStore,
    @Inject(LIVE) readonly live: Live,
    @Inject(LOG) readonly log: Logger,
    @Inject(VideoPresenter) readonly presenter: VideoPresenter,
  ) {}

  @Handles(VIDEO_ROUTES.listVideos)
  @RequirePermission('video.read')
  list({ actor, query, request }: Call<typeof VIDEO_ROUTES.listVideos>): Promise<Page<VideoView>> {
    return listVideos(this, linkBase(this.config, request), actor, query);
  }

  @Handles(VIDEO_ROUTES.bulkVideos)
  @RequirePermission('video.write')
  bulk({ actor, body }: Call<typeof VIDEO_ROUTES.bulkVideos>): Promise<BulkResult> {
    return bulkVideos(this, actor, body);
  }

  @Handles(VIDEO_ROUTES.viewVideo)
  @RequirePermission('video.read')
  @AllowTrashed()
  view({ actor, params, query, request }: Call<typeof VIDEO_ROUTES.viewVideo>): Promise<VideoView> {
    return this.presenter.view(linkBase(this.config, request), actor, params.id, query);
  }

  @Handles(VIDEO_ROUTES.updateVideo)
  @RequirePermission('video.write')
  async update({ actor, params, body, request, reply }: Call<typeof VIDEO_ROUTES.updateVideo>): Promise<VideoView> {
    await updateVideo(forRequest(this, reply), actor, params.id, body, request.trace);
    return this.presenter.view(linkBase(this.config, request), actor, params.id);
  }

  @Handles(VIDEO_ROUTES.deleteVideo)
  @RequirePermission('video.write')
  @AllowTrashed()
  delete({ actor, params, query }: Call<typeof VIDEO_ROUTES.deleteVideo>): Promise<void> {
    return deleteVideo(this, actor, params.id, query.permanently);
  }
}
