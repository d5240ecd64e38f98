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
import type { VideoId } from '@media/core';
import { Controller, Headers, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { answerOnce } from '../http/answer-once.js';
import { type Caller, TheCaller } from '../http/caller.js';
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
import { retryVideo } from './retry-video.js';
import { videoLinks } from './video-links.js';

type VideoParams = { id: VideoId };

/** Translates HTTP to use cases. A branch here is a bug. */
@Controller()
export class VideosController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles('createVideo')
  create(
    @TheCaller() caller: Caller,
    @ValidBody('createVideo') body: CreateVideoRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VideoView> {
    const base = linkBase(this.deps.config, request);
    const links = videoLinks(this.deps, base, caller.organizationId);
    return answerOnce(this.deps, reply, { caller, route: 'createVideo', key, body, links }, () =>
      createVideoOfUpload(this.deps, base, caller.organizationId, body, storeLimitsOf(this.deps, reply)),
    );
  }

  @Handles('listVideos')
  list(
    @TheCaller() { organizationId }: Caller,
    @ValidQuery('listVideos') query: ListVideosQuery,
    @Req() request: FastifyRequest,
  ): Promise<Page<VideoView>> {
    return listVideos(this.deps, linkBase(this.deps.config, request), organizationId, query);
  }

  @Handles('viewVideo')
  view(
    @TheCaller() { organizationId }: Caller,
    @ValidParams('viewVideo') { id }: VideoParams,
    @Req() request: FastifyRequest,
  ): Promise<VideoView> {
    return viewVideo(this.deps, linkBase(this.deps.config, request), organizationId, id);
  }

  @Handles('renameVideo')
  async rename(
    @TheCaller() { organizationId }: Caller,
    @ValidParams('renameVideo') { id }: VideoParams,
    @ValidBody('renameVideo') { title }: UpdateVideoRequest,
    @Req() request: FastifyRequest,
  ): Promise<VideoView> {
    await this.deps.videos.rename(organizationId, id, title);
    return viewVideo(this.deps, linkBase(this.deps.config, request), organizationId, id);
  }

  @Handles('deleteVideo')
  delete(@TheCaller() { organizationId }: Caller, @ValidParams('deleteVideo') { id }: VideoParams): Promise<void> {
    return deleteVideo(this.deps, organizationId, id);
  }

  @Handles('cancelVideo')
  async cancel(
    @TheCaller() { organizationId }: Caller,
    @ValidParams('cancelVideo') { id }: VideoParams,
    @Req() request: FastifyRequest,
  ): Promise<VideoView> {
    await cancelVideo(this.deps, organizationId, id);
    return viewVideo(this.deps, linkBase(this.deps.config, request), organizationId, id);
  }

  @Handles('retryVideo')
  async retry(
    @TheCaller() { organizationId }: Caller,
    @ValidParams('retryVideo') { id }: VideoParams,
    @ValidBody('retryVideo') body: RetryVideoRequest,
    @Req() request: FastifyRequest,
  ): Promise<VideoView> {
    await retryVideo(this.deps, organizationId, id, body);
    return viewVideo(this.deps, linkBase(this.deps.config, request), organizationId, id);
  }

  @Handles('listJobs')
  jobs(@TheCaller() { organizationId }: Caller, @ValidParams('listJobs') { id }: VideoParams): Promise<JobList> {
    return listJobs(this.deps, organizationId, id);
  }

  @Handles('downloadVideo')
  async download(
    @TheCaller() caller: Caller,
    @ValidParams('downloadVideo') { id }: VideoParams,
    @ValidQuery('downloadVideo') { output }: DownloadQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendLink(reply, await downloadVideo(forRequest(this.deps, reply), caller, id, output));
  }
}
