import { type Database, openDatabase } from '@media/database';
import {
  connectRedis,
  createLive,
  createMetrics,
  createTaskQueues,
  type Live,
  type Logger,
  type Metrics,
  type TaskQueues,
  type WorkerConfig,
} from '@media/runtime';
import { createObjectStore, type ObjectStore } from '@media/storage';

/** Shared by all roles of a worker process. */
export type Connections = {
  config: WorkerConfig;
  log: Logger;
  database: Database;
  store: ObjectStore;
  live: Live;
  queues: TaskQueues;
  metrics: Metrics;
  /** Disconnects from Redis and the store. The database is closed before. */
  disconnect(): void;
};

export const openConnections = (config: WorkerConfig, log: Logger): Connections => {
  const redis = connectRedis(config.redis, log);
  const live = createLive(config.redis, log, redis);
  const database = openDatabase({
    databaseUrl: config.databaseUrl,
    maxConnections: config.databaseMaxConnections,
    onEvents: (events) => void live.publishEvents(events),
  });
  const store = createObjectStore(config.s3);
  return {
    ...{ config, log, database, store, live },
    queues: createTaskQueues(config.redis, log),
    metrics: createMetrics('worker'),
    disconnect: () => {
      redis.disconnect();
      store.close();
    },
  };
};
