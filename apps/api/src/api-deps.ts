import {
  type Accounts,
  accountRepository,
  type ChangeRows,
  changeRepository,
  type Database,
  type Events,
  eventRepository,
  type IdempotencyKeys,
  idempotencyRepository,
  type Jobs,
  jobRepository,
  type MediaRows,
  mediaRepository,
  openDatabase,
  type Sessions,
  sessionRepository,
  type Uploads,
  uploadRepository,
  type VideoCommands,
  type Videos,
  videoCommands,
  videoRepository,
} from '@media/database';
import {
  type ApiConfig,
  connectRedis,
  createLive,
  createMetrics,
  type Live,
  type Logger,
  type Metrics,
  type RedisClient,
} from '@media/runtime';
import { createObjectStore, type ObjectStore } from '@media/storage';
import { type AuthLimits, createAuthLimits } from './auth/auth-limits.js';
import { createTokens, type Tokens } from './auth/tokens.js';
import { createRequestLimits, type RequestLimits } from './limits/request-limits.js';
import { createStableUrls, type StableUrls } from './playback/stable-urls.js';
import { createLiveHub, type LiveHub } from './watch/live-hub.js';
import { createSessionStreams, type SessionStreams } from './watch/session-streams.js';
import { createStreamPlaces, type StreamPlaces } from './watch/stream-places.js';

/** Under which Nest hands out the dependencies. */
export const DEPS = Symbol('dependencies');

/** Everything a use case may need; each names the few that it does. */
export type ApiDeps = {
  config: ApiConfig;
  log: Logger;
  metrics: Metrics;
  database: Database;
  accounts: Accounts;
  sessions: Sessions;
  uploads: Uploads;
  videos: Videos;
  commands: VideoCommands;
  jobs: Jobs;
  media: MediaRows;
  events: Events;
  changes: ChangeRows;
  idempotency: IdempotencyKeys;
  store: ObjectStore;
  urls: StableUrls;
  redis: RedisClient;
  live: Live;
  hub: LiveHub;
  sessionStreams: SessionStreams;
  places: StreamPlaces;
  tokens: Tokens;
  limits: AuthLimits;
  requestLimits: RequestLimits;
  pace: Pace;
};

/** How often streams of events do what nothing makes them do. */
export type Pace = { heartbeatMs: number; lookForLostMs: number; checkAccessMs: number };
const USUAL_PACE: Pace = { heartbeatMs: 10_000, lookForLostMs: 4_000, checkAccessMs: 60_000 };

const repositories = (database: Database) => ({
  accounts: accountRepository(database),
  sessions: sessionRepository(database),
  uploads: uploadRepository(database),
  videos: videoRepository(database),
  commands: videoCommands(database),
  jobs: jobRepository(database),
  media: mediaRepository(database),
  events: eventRepository(database),
  changes: changeRepository(database),
  idempotency: idempotencyRepository(database),
});

/** Opens every connection of this process. `closeDeps` ends them. */
export const openDeps = (config: ApiConfig, log: Logger, pace: Pace = USUAL_PACE): ApiDeps => {
  const redis = connectRedis(config.redis, log);
  const live = createLive(config.redis, log, redis);
  const database = openDatabase({
    databaseUrl: config.databaseUrl,
    maxConnections: config.databaseMaxConnections,
    onEvents: (events) => void live.publishEvents(events),
  });
  const metrics = createMetrics('api');
  const rows = repositories(database);
  const store = createObjectStore(config.s3);
  return {
    ...rows,
    ...{ config, log, metrics, database, redis, live, store, pace },
    urls: createStableUrls(store.within({ deadlineMs: config.storeDeadlineMs })),
    hub: createLiveHub({ ...rows, config, log, metrics, lookForLostMs: pace.lookForLostMs }),
    sessionStreams: createSessionStreams({ ...rows, config, log, lookForLostMs: pace.lookForLostMs }),
    places: createStreamPlaces(config.streamsPerUser),
    tokens: createTokens(config.jwtSecret),
    limits: createAuthLimits(redis, config),
    requestLimits: createRequestLimits(redis, log, config),
  };
};

export const closeDeps = async ({ hub, sessionStreams, redis, database, store }: ApiDeps): Promise<void> => {
  hub.close();
  sessionStreams.close();
  redis.disconnect();
  store.close();
  await database.close();
};
