import type { ApiKeyId } from '@media/core';
import type { Accounts, ApiKeys, ChangeRows, Events, Sessions, Videos } from '@media/database';
import type { ApiConfig, Logger, Metrics } from '@media/runtime';
import { type BeforeApplicationShutdown, Inject, Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module.js';
import {
  ACCOUNTS,
  API_KEYS,
  CHANGES,
  DatabaseModule,
  EVENTS,
  SESSIONS,
  VIDEOS,
} from '../infrastructure/database.module.js';
import { CONFIG, INTERVALS, LOG, METRICS } from '../infrastructure/process.module.js';
import { RedisModule } from '../infrastructure/redis.module.js';
import { type AccessStreams, createAccessStreams } from './access-streams.js';
import { createLiveHub, type LiveHub } from './live-hub.js';
import { createPlaybackStreams, type PlaybackStreams } from './playback-streams.js';
import { createPolledStreams, type PolledStreams } from './polled-streams.js';
import { createSessionStreams, type SessionStreams } from './session-streams.js';
import type { StreamIntervals } from './stream-intervals.js';
import { createStreamLimiter } from './stream-limiter.js';
import { WatchController } from './watch.controller.js';
import {
  ACCESS_STREAMS,
  API_KEY_STREAMS,
  LIVE_HUB,
  PLAYBACK_STREAMS,
  SESSION_STREAMS,
  STREAM_LIMITER,
} from './watch.tokens.js';

const liveHub = {
  provide: LIVE_HUB,
  inject: [CONFIG, LOG, METRICS, EVENTS, CHANGES, VIDEOS, INTERVALS],
  useFactory: (
    config: ApiConfig,
    log: Logger,
    metrics: Metrics,
    events: Events,
    changes: ChangeRows,
    videos: Videos,
    { pollMs }: StreamIntervals,
  ): LiveHub => createLiveHub({ config, log, metrics, events, changes, videos, pollMs }),
};

const sessionStreams = {
  provide: SESSION_STREAMS,
  inject: [CONFIG, LOG, SESSIONS, INTERVALS],
  useFactory: (config: ApiConfig, log: Logger, sessions: Sessions, { pollMs }: StreamIntervals): SessionStreams =>
    createSessionStreams({ config, log, sessions, pollMs }),
};

const apiKeyStreams = {
  provide: API_KEY_STREAMS,
  inject: [LOG, API_KEYS, INTERVALS],
  useFactory: (log: Logger, { alive }: ApiKeys, { pollMs }: StreamIntervals): PolledStreams<ApiKeyId> =>
    createPolledStreams({ log, pollMs, alive }),
};

const playbackStreams = {
  provide: PLAYBACK_STREAMS,
  inject: [LOG, API_KEYS, ACCOUNTS, INTERVALS],
  useFactory: (log: Logger, apiKeys: ApiKeys, accounts: Accounts, { pollMs }: StreamIntervals): PlaybackStreams =>
    createPlaybackStreams({ log, apiKeys, accounts, pollMs }),
};

const accessStreams = {
  provide: ACCESS_STREAMS,
  inject: [CONFIG, LOG],
  useFactory: (config: ApiConfig, log: Logger): AccessStreams => createAccessStreams({ config, log }),
};

const streamLimiter = {
  provide: STREAM_LIMITER,
  inject: [CONFIG],
  useFactory: ({ streamsPerUser }: ApiConfig) => createStreamLimiter(streamsPerUser),
};

@Module({
  imports: [HttpModule, DatabaseModule, RedisModule],
  providers: [liveHub, sessionStreams, apiKeyStreams, playbackStreams, accessStreams, streamLimiter],
  controllers: [WatchController],
})
export class WatchModule implements BeforeApplicationShutdown {
  constructor(
    @Inject(LIVE_HUB) private readonly hub: LiveHub,
    @Inject(SESSION_STREAMS) private readonly sessionStreams: SessionStreams,
    @Inject(API_KEY_STREAMS) private readonly apiKeyStreams: PolledStreams<ApiKeyId>,
    @Inject(PLAYBACK_STREAMS) private readonly playbackStreams: PlaybackStreams,
    @Inject(ACCESS_STREAMS) private readonly accessStreams: AccessStreams,
  ) {}

  /** Open streams would block the server from closing, so they end first. */
  beforeApplicationShutdown(): void {
    this.hub.close();
    this.sessionStreams.close();
    this.apiKeyStreams.close();
    this.playbackStreams.close();
    this.accessStreams.close();
  }
}
