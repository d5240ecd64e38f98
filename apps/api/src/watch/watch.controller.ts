import { AppError, type RequestActor, type VideoId } from '@media/core';
import { Controller, Headers, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { TheActor } from '../http/actor.js';
import { authorize } from '../http/authorize.js';
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
    @TheActor() actor: RequestActor,
    @ValidParams('followVideo') { id: videoId }: { id: VideoId },
    @ValidQuery('followVideo') _query: unknown,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const video = await this.deps.videos.get(actor.organizationId, videoId);
    const lastSeq = parseLastEventId(lastEventId, video);
    if (hasNothingToTell(video, lastSeq)) {
      await reply.status(204).send();
      return;
    }
    // Holders of playback tokens can't be told apart: their id is the video's, so they share its places.
    const sink = this.openStream(reply, actor.id);
    followVideo(this.deps, { actor, videoId, lastSeq, checkAccess: this.accessOf(request, 'followVideo') }, sink);
  }

  @Handles('followOrganization')
  async followAll(
    @TheActor() actor: RequestActor,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const past = await readPast(this.deps, actor.organizationId, lastEventId);
    const sink = this.openStream(reply, actor.id);
    const checkAccess = this.accessOf(request, 'followOrganization');
    followOrganization(this.deps, { actor, past, checkAccess }, sink);
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
        await authorize(this.deps, request, ROUTES[route]);
      } catch (error) {
        if (error instanceof AppError) throw error;
      }
    };
  }
}
