import type { Videos } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { Controller, Inject } from '@nestjs/common';
import { AllowPlaybackToken, AllowViewer, RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { forRequest } from '../http/request-store.js';
import { respondWithLink } from '../http/respond-with-link.js';
import type { Call, Responded } from '../http/route.js';
import { VIDEOS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { STORE } from '../infrastructure/store.module.js';
import { downloadVideo } from './download-video.js';
import { VIDEO_ROUTES } from './videos.routes.js';

@Controller()
export class DownloadController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(VIDEOS) readonly videos: Videos,
    @Inject(STORE) readonly store: ObjectStore,
  ) {}

  @Handles(VIDEO_ROUTES.downloadVideo)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  @AllowViewer()
  async download(call: Call<typeof VIDEO_ROUTES.downloadVideo>): Promise<Responded> {
    const { actor, params, query, reply } = call;
    return respondWithLink(call, await downloadVideo(forRequest(this, reply), actor, params.id, query.output));
  }
}
