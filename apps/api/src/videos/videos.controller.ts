import {
  CreateVideoRequest,
  DownloadQuery,
  type JobList,
  ListVideosQuery,
  type Page,
  RetryVideoRequest,
  UpdateVideoRequest,
  type VideoView,
} from '@media/contracts';
import type { RequestActor, VideoId } from '@media/core';
import { Controller, Headers, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { TheActor } from '../http/actor.js';
import { answerOnce } from '../http/answer-once.js';
import { Handles } from '../http/handles.js';
import { linkBase } from '../http/link-base.js';
import { forRequest, storeLimitsOf } from '../http/request-store.js';
import { sendLink } from '../http/send-link.js';
import { ValidBody, ValidParams, ValidQuery } from '../http/valid.js';
import { cancelVideo } from './cancel-video.js';
import { createVideoOfUpload } from './create-video.js';
import { deleteVideo } from './delete-video.js';
import { downloadVideo } from './download-video.js';
import { listJobs } from './list-jobs.js';
import { listVideos } from './list-videos.js';
import { viewVideo } from './present-video.js';
import { renameVideo } from './rename-video.js';
import { retryVideo } from './retry-video.js';
import { videoLinks } from './video-links.js';

type VideoParams = { id: VideoId };

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class VideosController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles('createVideo')
  create(
    @TheActor() actor: RequestActor,
    @ValidBody('createVideo') body: CreateVideoRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VideoView> {
    const base = linkBase(this.deps.config, request);
    const links = videoLinks(this.deps, base, actor.organizationId);
    return answerOnce(this.deps, reply, { actor, route: 'createVideo', key, body, links }, () =>
      createVideoOfUpload(this.deps, base, actor, body, {
        limits: storeLimitsOf(this.deps, reply),
        trace: request.trace,
      }),
    );
  }

  @Handles('listVideos')
  list(
    @TheActor() { organizationId }: RequestActor,
    @ValidQuery('listVideos') query: ListVideosQuery,
    @Req() request: FastifyRequest,
  ): Promise<Page<VideoView>> {
    return listVideos(this.deps, linkBase(this.deps.config, request), organizationId, query);
  }

  @Handles('viewVideo')
  view(
    @TheActor() { organizationId }: RequestActor,
    @ValidParams('viewVideo') { id }: VideoParams,
    @Req() request: FastifyRequest,
  ): Promise<VideoView> {
    return viewVideo(this.deps, linkBase(this.deps.config, request), organizationId, id);
  }

  @Handles('renameVideo')
  async rename(
    @TheActor() actor: RequestActor,
    @ValidParams('renameVideo') { id }: VideoParams,
    @ValidBody('renameVideo') body: UpdateVideoRequest,
    @Req() request: FastifyRequest,
  ): Promise<VideoView> {
    await renameVideo(this.deps, actor, id, body);
    return viewVideo(this.deps, linkBase(this.deps.config, request), actor.organizationId, id);
  }

  @Handles('deleteVideo')
  delete(@TheActor() actor: RequestActor, @ValidParams('deleteVideo') { id }: VideoParams): Promise<void> {
    return deleteVideo(this.deps, actor, id);
  }

  @Handles('cancelVideo')
  async cancel(
    @TheActor() actor: RequestActor,
    @ValidParams('cancelVideo') { id }: VideoParams,
    @Req() request: FastifyRequest,
  ): Promise<VideoView> {
    await cancelVideo(this.deps, actor, id);
    return viewVideo(this.deps, linkBase(this.deps.config, request), actor.organizationId, id);
  }

  @Handles('retryVideo')
  async retry(
    @TheActor() actor: RequestActor,
    @ValidParams('retryVideo') { id }: VideoParams,
    @ValidBody('retryVideo') body: RetryVideoRequest,
    @Req() request: FastifyRequest,
  ): Promise<VideoView> {
    await retryVideo(this.deps, actor, id, body, request.trace);
    return viewVideo(this.deps, linkBase(this.deps.config, request), actor.organizationId, id);
  }

  @Handles('listJobs')
  jobs(@TheActor() { organizationId }: RequestActor, @ValidParams('listJobs') { id }: VideoParams): Promise<JobList> {
    return listJobs(this.deps, organizationId, id);
  }

  @Handles('downloadVideo')
  async download(
    @TheActor() actor: RequestActor,
    @ValidParams('downloadVideo') { id }: VideoParams,
    @ValidQuery('downloadVideo') { output }: DownloadQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendLink(reply, await downloadVideo(forRequest(this.deps, reply), actor, id, output));
  }
}
