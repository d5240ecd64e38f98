import {
  CreateUploadRequest,
  type SignedParts,
  SignPartsRequest,
  type UploadCreated,
  type UploadView,
} from '@media/contracts';
import type { RequestActor, UploadId } from '@media/core';
import { Controller, Headers, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { TheActor } from '../http/actor.js';
import { answerOnce } from '../http/answer-once.js';
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
    @TheActor() actor: RequestActor,
    @ValidBody('createUpload') body: CreateUploadRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadCreated> {
    const deps = forRequest(this.deps, reply);
    const links = uploadLinks(deps, actor);
    const request = { actor, route: 'createUpload', key, body, links };
    return answerOnce(deps, reply, request, async () => ({
      status: 201,
      body: await createUpload(deps, actor, body),
    }));
  }

  @Handles('signParts')
  sign(
    @TheActor() actor: RequestActor,
    @ValidParams('signParts') { id }: UploadParams,
    @ValidBody('signParts') body: SignPartsRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedParts> {
    return signParts(forRequest(this.deps, reply), actor, id, body);
  }

  @Handles('viewUpload')
  view(
    @TheActor() actor: RequestActor,
    @ValidParams('viewUpload') { id }: UploadParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UploadView> {
    return viewUpload(forRequest(this.deps, reply), actor.organizationId, id);
  }

  @Handles('abortUpload')
  abort(
    @TheActor() actor: RequestActor,
    @ValidParams('abortUpload') { id }: UploadParams,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    return abortUpload(forRequest(this.deps, reply), actor, id);
  }
}
