import {
  CreateUploadRequest,
  type SignedParts,
  SignPartsRequest,
  type UploadCreated,
  type UploadView,
} from '@media/contracts';
import type { UploadId } from '@media/core';
import { Controller, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { answerOnce } from '../http/answer-once.js';
import { type Caller, TheCaller } from '../http/caller.js';
import { Handles } from '../http/handles.js';
import { forRequest } from '../http/request-store.js';
import { ValidBody, ValidParams } from '../http/valid.js';
import { abortUpload } from './abort-upload.js';
import { createUpload } from './create-upload.js';
import { signParts } from './sign-parts.js';
import { uploadLinks } from './upload-links.js';
import { viewUpload } from './view-upload.js';

type UploadParams = { id: UploadId };

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class UploadsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles('createUpload')
  create(
    @TheCaller() caller: Caller,
    @ValidBody('createUpload') body: CreateUploadRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadCreated> {
    const deps = forRequest(this.deps, reply);
    const links = uploadLinks(deps, caller.organizationId);
    const request = { caller, route: 'createUpload', key, body, links };
    return answerOnce(deps, reply, request, async () => ({
      status: 201,
      body: await createUpload(deps, caller, body),
    }));
  }

  @Handles('signParts')
  sign(
    @TheCaller() caller: Caller,
    @ValidParams('signParts') { id }: UploadParams,
    @ValidBody('signParts') body: SignPartsRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedParts> {
    return signParts(forRequest(this.deps, reply), caller.organizationId, id, body);
  }

  @Handles('viewUpload')
  view(
    @TheCaller() caller: Caller,
    @ValidParams('viewUpload') { id }: UploadParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadView> {
    return viewUpload(forRequest(this.deps, reply), caller.organizationId, id);
  }

  @Handles('abortUpload')
  abort(
    @TheCaller() caller: Caller,
    @ValidParams('abortUpload') { id }: UploadParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return abortUpload(forRequest(this.deps, reply), caller.organizationId, id);
  }
}
