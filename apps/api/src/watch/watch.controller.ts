import { AppError, type VideoId } from '@media/core';
import { Controller, Headers, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { authorize } from '../http/authorize.js';
import { type Caller, TheCaller } from '../http/caller.js';
import { Handles } from '../http/handles.js';
import { ROUTES } from '../http/routes.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { openEventSink } from './event-sink.js';
import { followVideo, hasNothingToTell } from './follow-video.js';

/** Ours are whole numbers; what is none was not given by us, and the reader starts afresh. */
const parseLastEventId = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,9}$/.test(header) ? Number(header) : undefined;

@Controller()
export class WatchController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Handles('followVideo')
  async follow(
    @TheCaller() caller: Caller,
    @ValidParams('followVideo') { id: videoId }: { id: VideoId },
    @ValidQuery('followVideo') _query: unknown,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lastSeq = parseLastEventId(lastEventId);
    const video = await this.deps.videos.get(caller.organizationId, videoId);
    if (hasNothingToTell(video, lastSeq)) {
      await reply.status(204).send();
      return;
    }
    followVideo(this.deps, { caller, videoId, lastSeq, checkAccess: this.accessOf(request) }, openEventSink(reply));
  }

  /** An outage says nothing about rights: only a refusal does. */
  private accessOf(request: FastifyRequest): () => Promise<void> {
    return async () => {
      try {
        await authorize(this.deps, request, ROUTES.followVideo.access);
      } catch (error) {
        if (error instanceof AppError) throw error;
      }
    };
  }
}
