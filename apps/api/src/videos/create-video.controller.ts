import type { VideoView } from '@media/contracts';
import type { Database, IdempotencyKeys, Uploads } from '@media/database';
import type { ApiConfig, Logger } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import { storeLimitsOf } from '../http/request-store.js';
import { respondIdempotently } from '../http/respond-idempotently.js';
import type { Call } from '../http/route.js';
import { DATABASE, IDEMPOTENCY_KEYS, UPLOADS } from '../infrastructure/database.module.js';
import { CONFIG, LOG } from '../infrastructure/process.module.js';
import { STORE } from '../infrastructure/store.module.js';
import { createVideoOfUpload } from './create-video.js';
import { videoLinks } from './video-links.js';
import { VideoPresenter } from './video-presenter.js';
import { VIDEO_ROUTES } from './videos.routes.js';

@Controller()
export class CreateVideoController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(LOG) readonly log: Logger,
    @Inject(DATABASE) readonly database: Database,
    @Inject(UPLOADS) readonly uploads: Uploads,
    @Inject(IDEMPOTENCY_KEYS) readonly idempotency: IdempotencyKeys,
    @Inject(STORE) readonly store: ObjectStore,
    @Inject(VideoPresenter) readonly presenter: VideoPresenter,
  ) {}

  @Handles(VIDEO_ROUTES.createVideo)
  @RequirePermission('video.write')
  create(call: Call<typeof VIDEO_ROUTES.createVideo>): Promise<VideoView> {
    const { actor, body, request, reply } = call;
    const base = linkBase(this.config, request);
    const links = videoLinks(this.presenter, base, actor);
    return respondIdempotently(this, call, { route: VIDEO_ROUTES.createVideo, links }, () =>
      createVideoOfUpload(this, base, actor, body, { limits: storeLimitsOf(this, reply), trace: request.trace }),
    );
  }
}
