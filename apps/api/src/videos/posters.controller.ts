import type { UploadCreated } from '@media/contracts';
import type { Database, IdempotencyKeys, Uploads, UsageCounts, Videos } from '@media/database';
import type { ApiConfig } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { forRequest } from '../http/request-store.js';
import { respondIdempotently } from '../http/respond-idempotently.js';
import type { Call } from '../http/route.js';
import { DATABASE, IDEMPOTENCY_KEYS, UPLOADS, USAGE, VIDEOS } from '../infrastructure/database.module.js';
import { CONFIG } from '../infrastructure/process.module.js';
import { STORE } from '../infrastructure/store.module.js';
import { createUpload } from '../uploads/create-upload.js';
import { uploadLinks } from '../uploads/upload-links.js';
import { POSTER_ROUTES } from './posters.routes.js';

@Controller()
export class PostersController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(DATABASE) readonly database: Database,
    @Inject(UPLOADS) readonly uploads: Uploads,
    @Inject(USAGE) readonly usage: UsageCounts,
    @Inject(IDEMPOTENCY_KEYS) readonly idempotency: IdempotencyKeys,
    @Inject(VIDEOS) readonly videos: Pick<Videos, 'get'>,
    @Inject(STORE) readonly store: ObjectStore,
  ) {}

  @Handles(POSTER_ROUTES.createPosterUpload)
  @RequirePermission('video.write')
  create(call: Call<typeof POSTER_ROUTES.createPosterUpload>): Promise<UploadCreated> {
    const { actor, params, body, reply } = call;
    const deps = forRequest(this, reply);
    const options = { route: POSTER_ROUTES.createPosterUpload, links: uploadLinks(deps, actor) };
    return respondIdempotently(deps, call, options, async () => {
      const { title } = await this.videos.get(actor.organizationId, params.id);
      return {
        status: 201,
        body: await createUpload(deps, actor, { ...body, fileName: `Poster of ${title}` }, params.id),
      };
    });
  }
}
