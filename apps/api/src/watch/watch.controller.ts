import { AppError } from '@media/core';
import { Controller, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ApiDeps, DEPS } from '../api-deps.js';
import { AllowPlaybackToken, RequirePermission } from '../http/access.js';
import { authorize } from '../http/authorize.js';
import { Handles } from '../http/handles.js';
import { headerOf } from '../http/header-of.js';
import type { Call } from '../http/route.js';
import { RouteRegistry } from '../http/route-registry.js';
import { type EventSink, openEventSink } from './event-sink.js';
import { followOrganization, readPast } from './follow-organization.js';
import { followVideo, hasNothingToTell, parseLastEventId } from './follow-video.js';
import { WATCH_ROUTES } from './watch.routes.js';

@Controller()
export class WatchController {
  constructor(
    @Inject(DEPS) private readonly deps: ApiDeps,
    @Inject(RouteRegistry) private readonly registry: RouteRegistry,
  ) {}

  @Handles(WATCH_ROUTES.followVideo)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  async follow({ actor, params, request, reply }: Call<typeof WATCH_ROUTES.followVideo>): Promise<void> {
    const video = await this.deps.videos.get(actor.organizationId, params.id);
    const lastSeq = parseLastEventId(headerOf(request, 'last-event-id'), video);
    if (hasNothingToTell(video, lastSeq)) {
      await reply.status(204).send();
      return;
    }
    // Holders of playback tokens can't be told apart: their id is the video's, so they share its places.
    const sink = this.openStream(reply, actor.id);
    const checkAccess = this.accessOf(request, this.follow);
    followVideo(this.deps, { actor, videoId: params.id, lastSeq, checkAccess }, sink);
  }

  @Handles(WATCH_ROUTES.followOrganization)
  @RequirePermission('video.read')
  async followAll({ actor, request, reply }: Call<typeof WATCH_ROUTES.followOrganization>): Promise<void> {
    const past = await readPast(this.deps, actor.organizationId, headerOf(request, 'last-event-id'));
    const sink = this.openStream(reply, actor.id);
    followOrganization(this.deps, { actor, past, checkAccess: this.accessOf(request, this.followAll) }, sink);
  }

  /** @throws AppError STREAMS_EXHAUSTED */
  private openStream(reply: FastifyReply, reader: string): EventSink {
    const leave = this.deps.places.take(reader);
    const sink = openEventSink(reply);
    sink.onClose(leave);
    return sink;
  }

  /** An outage says nothing about rights: only a refusal does. */
  private accessOf(request: FastifyRequest, handler: object): () => Promise<void> {
    const route = this.registry.of(handler);
    return async () => {
      try {
        await authorize(this.deps, request, route);
      } catch (error) {
        if (error instanceof AppError) throw error;
      }
    };
  }
}
