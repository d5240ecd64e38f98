import { AppError, type VideoId } from '@media/core';
import { Controller, Headers, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { authorize } from '../http/authorize.js';
import { type Caller, TheCaller } from '../http/caller.js';
import { Handles } from '../http/handles.js';
import { ROUTES, type RouteName } from '../http/routes.js';
import { ValidParams, ValidQuery } from '../http/valid.js';
import { type EventSink, openEventSink } from './event-sink.js';
import { followOrganization, readPast } from './follow-organization.js';
import { followVideo, hasNothingToTell, parseLastEventId } from './follow-video.js';

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
    const video = await this.deps.videos.get(caller.organizationId, videoId);
    const lastSeq = parseLastEventId(lastEventId, video);
    if (hasNothingToTell(video, lastSeq)) {
      await reply.status(204).send();
      return;
    }
    // Those who watch by a token cannot be told apart: they share the places of the video.
    const sink = this.openStream(reply, caller.identity?.userId ?? videoId);
    followVideo(this.deps, { caller, videoId, lastSeq, checkAccess: this.accessOf(request, 'followVideo') }, sink);
  }

  @Handles('followOrganization')
  async followAll(
    @TheCaller() caller: Caller,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const past = await readPast(this.deps, caller.organizationId, lastEventId);
    const sink = this.openStream(reply, caller.identity?.userId ?? caller.organizationId);
    const checkAccess = this.accessOf(request, 'followOrganization');
    followOrganization(this.deps, { caller, past, checkAccess }, sink);
  }

  /** @throws AppError STREAMS_EXHAUSTED */
  private openStream(reply: FastifyReply, reader: string): EventSink {
    const leave = this.deps.places.take(reader);
    const sink = openEventSink(reply);
    sink.onClose(leave);
    return sink;
  }

  /** An outage says nothing about rights: only a refusal does. */
  private accessOf(request: FastifyRequest, route: RouteName): () => Promise<void> {
    return async () => {
      try {
        await authorize(this.deps, request, ROUTES[route].access);
      } catch (error) {
        if (error instanceof AppError) throw error;
      }
    };
  }
}
