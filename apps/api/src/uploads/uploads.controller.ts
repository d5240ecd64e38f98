import type { SignedParts, UploadCreated, UploadView } from '@media/contracts';
import type { Database, IdempotencyKeys, Uploads, UsageCounts } from '@media/database';
import type { ApiConfig, Logger } from '@media/runtime';
import type { ObjectStore } from '@media/storage';
import { Controller, Inject } from '@nestjs/common';
import { RequirePermission } from '../http/access.js';
import { Handles } from '../http/handles.js';
import { forRequest } from '../http/request-store.js';
import { respondIdempotently } from '../http/respond-idempotently.js';
import type { Call } from '../http/route.js';
import { DATABASE, IDEMPOTENCY_KEYS, UPLOADS, USAGE } from '../infrastructure/database.module.js';
import { CONFIG, LOG } from '../infrastructure/process.module.js';
import { STORE } from '../infrastructure/store.module.js';
import { abortUpload } from './abort-upload.js';
import { createUpload } from './create-upload.js';
import { signParts } from './sign-parts.js';
import { uploadLinks } from './upload-links.js';
import { UPLOAD_ROUTES } from './uploads.routes.js';
import { viewUpload } from './view-upload.js';

@Controller()
export class UploadsController {
  constructor(
    @Inject(CONFIG) readonly config: ApiConfig,
    @Inject(LOG) readonly log: Logger,
    @Inject(DATABASE) readonly database: Database,
    @Inject(UPLOADS) readonly uploads: Uploads,
    @Inject(USAGE) readonly usage: UsageCounts,
    @Inject(IDEMPOTENCY_KEYS) readonly idempotency: IdempotencyKeys,
    @Inject(STORE) readonly store: ObjectStore,
  ) {}

  @Handles(UPLOAD_ROUTES.createUpload)
  @RequirePermission('upload.write')
  create(call: Call<typeof UPLOAD_ROUTES.createUpload>): Promise<UploadCreated> {
    const { actor, body, reply } = call;
    const deps = forRequest(this, reply);
    const options = { route: UPLOAD_ROUTES.createUpload, links: uploadLinks(deps, actor) };
    return respondIdempotently(deps, call, options, async () => ({
      status: 201,
      body: await createUpload(deps, actor, body),
    }));
  }

  @Handles(UPLOAD_ROUTES.signParts)
  @RequirePermission('upload.write')
  sign({ actor, params, body, reply }: Call<typeof UPLOAD_ROUTES.signParts>): Promise<SignedParts> {
    return signParts(forRequest(this, reply), actor, params.id, body);
  }

  @Handles(UPLOAD_ROUTES.viewUpload)
  @RequirePermission('upload.write')
  view({ actor, params, reply }: Call<typeof UPLOAD_ROUTES.viewUpload>): Promise<UploadView> {
    return viewUpload(forRequest(this, reply), actor.organizationId, params.id);
  }

  @Handles(UPLOAD_ROUTES.abortUpload)
  @RequirePermission('upload.write')
  abort({ actor, params, reply }: Call<typeof UPLOAD_ROUTES.abortUpload>): Promise<void> {
    return abortUpload(forRequest(this, reply), actor, params.id);
  }
}
