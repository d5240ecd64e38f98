import { type ApiKeyId, AppError } from '@media/core';
import type { ChangeRows, Videos } from '@media/database';
import type { Live, Logger } from '@media/runtime';
import { Controller, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowPlaybackToken, RequirePermission } from '../http/access.js';
import { Authorizer } from '../http/authorizer.js';
import { Handles } from '../http/handles.js';
import { headerOf } from '../http/header-of.js';
import type { Call } from '../http/route.js';
import { RouteRegistry } from '../http/route-registry.js';
import { CHANGES, VIDEOS } from '../infrastructure/database.module.js';
import { INTERVALS, LOG } from '../infrastructure/process.module.js';
import { LIVE } from '../infrastructure/redis.module.js';
import type { AccessStreams } from './access-streams.js';
import { type EventSink, openEventSink } from './event-sink.js';
import { followOrganization, readPast } from './follow-organization.js';
import { followVideo, hasNothingToSend, parseLastEventId } from './follow-video.js';
import type { LiveHub } from './live-hub.js';
import type { PlaybackStreams } from './playback-streams.js';
import type { PolledStreams } from './polled-streams.js';
import type { SessionStreams } from './session-streams.js';
import type { StreamIntervals } from './stream-intervals.js';
import type { StreamLimiter } from './stream-limiter.js';
import { WATCH_ROUTES } from './watch.routes.js';
import {
  ACCESS_STREAMS,
  API_KEY_STREAMS,
  LIVE_HUB,
  PLAYBACK_STREAMS,
  SESSION_STREAMS,
  STREAM_LIMITER,
} from './watch.tokens.js';

@Controller()
export class WatchController {
  constructor(
    @Inject(LOG) readonly log: Logger,
    @Inject(VIDEOS) readonly videos: Videos,
    @Inject(CHANGES) readonly changes: ChangeRows,
    @Inject(LIVE) readonly live: Live,
    @Inject(LIVE_HUB) readonly hub: LiveHub,
    @Inject(SESSION_STREAMS) readonly sessionStreams: SessionStreams,
    @Inject(API_KEY_STREAMS) readonly apiKeyStreams: PolledStreams<ApiKeyId>,
    @Inject(PLAYBACK_STREAMS) readonly playbackStreams: PlaybackStreams,
    @Inject(ACCESS_STREAMS) readonly accessStreams: AccessStreams,
    @Inject(INTERVALS) readonly intervals: StreamIntervals,
    @Inject(STREAM_LIMITER) private readonly limiter: StreamLimiter,
    @Inject(Authorizer) private readonly authorizer: Authorizer,
    @Inject(RouteRegistry) private readonly registry: RouteRegistry,
  ) {}

  @Handles(WATCH_ROUTES.followVideo)
  @RequirePermission('video.read')
  @AllowPlaybackToken()
  async follow({ actor, params, request, reply }: Call<typeof WATCH_ROUTES.followVideo>): Promise<void> {
    const video = await this.videos.get(actor.organizationId, params.id);
    const lastSeq = parseLastEventId(headerOf(request, 'last-event-id'), video);
    if (hasNothingToSend(video, lastSeq)) {
      await reply.status(204).send();
      return;
    }
    // All playback tokens of a video have its id as actor id, so their holders share one limit.
    const sink = this.openStream(reply, actor.id);
    const checkAccess = this.accessOf(request, this.follow);
    followVideo(this, { actor, videoId: params.id, lastSeq, checkAccess }, sink);
  }

  @Handles(WATCH_ROUTES.followOrganization)
  @RequirePermission('video.read')
  async followAll({ actor, request, reply }: Call<typeof WATCH_ROUTES.followOrganization>): Promise<void> {
    const past = await readPast(this, actor.organizationId, headerOf(request, 'last-event-id'));
    const sink = this.openStream(reply, actor.id);
    followOrganization(this, { actor, past, checkAccess: this.accessOf(request, this.followAll) }, sink);
  }

  /** @throws AppError STREAMS_EXHAUSTED */
  private openStream(reply: FastifyReply, actorId: string): EventSink {
    const release = this.limiter.acquire(actorId);
    const sink = openEventSink(reply);
    sink.onClose(release);
    return sink;
  }

  /** Only an AppError means lost access. Other errors, such as a database outage, are ignored. */
  private accessOf(request: FastifyRequest, handler: object): () => Promise<void> {
    const route = this.registry.of(handler);
    return async () => {
      try {
        await this.authorizer.authorize(request, route);
      } catch (error) {
        if (error instanceof AppError) throw error;
      }
    };
  }
}
