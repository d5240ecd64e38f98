import type { SignedParts, UploadCreated, UploadView } from '@media/contracts';
import { Controller, Inject } from '@nestjs/common';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { RequirePermission } from '../http/access.js';
import { answerOnce } from '../http/answer-once.js';
import { Handles } from '../http/handles.js';
import { forRequest } from '../http/request-store.js';
import type { Call } from '../http/route.js';
import { abortUpload } from './abort-upload.js';
import { createUpload } from './create-upload.js';
import { signParts } from './sign-parts.js';
import { uploadLinks } from './upload-links.js';
import { UPLOAD_ROUTES } from './uploads.routes.js';
import { viewUpload } from './view-upload.js';

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class UploadsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles(UPLOAD_ROUTES.createUpload)
  @RequirePermission('upload.write')
  create(call: Call<typeof UPLOAD_ROUTES.createUpload>): Promise<UploadCreated> {
    const { actor, body, reply } = call;
    const deps = forRequest(this.deps, reply);
    return answerOnce(deps, call, { route: 'createUpload', links: uploadLinks(deps, actor) }, async () => ({
      status: 201,
      body: await createUpload(deps, actor, body),
    }));
  }

  @Handles(UPLOAD_ROUTES.signParts)
  @RequirePermission('upload.write')
  sign({ actor, params, body, reply }: Call<typeof UPLOAD_ROUTES.signParts>): Promise<SignedParts> {
    return signParts(forRequest(this.deps, reply), actor, params.id, body);
  }

  @Handles(UPLOAD_ROUTES.viewUpload)
  @RequirePermission('upload.write')
  view({ actor, params, reply }: Call<typeof UPLOAD_ROUTES.viewUpload>): Promise<UploadView> {
    return viewUpload(forRequest(this.deps, reply), actor.organizationId, params.id);
  }

  @Handles(UPLOAD_ROUTES.abortUpload)
  @RequirePermission('upload.write')
  abort({ actor, params, reply }: Call<typeof UPLOAD_ROUTES.abortUpload>): Promise<void> {
    return abortUpload(forRequest(this.deps, reply), actor, params.id);
  }
}
