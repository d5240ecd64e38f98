export { type ApiConfig, apiConfig, migrateConfig, type WorkerConfig, workerConfig } from './config.js';
export { describeEnvironment, environmentNames, roleNames, type Variable } from './describe-environment.js';
export {
  createLive,
  followAccessChanges,
  followCancels,
  followLive,
  followSessionEnds,
  type Live,
  type ProgressUpdate,
  type Subscription,
} from './live.js';
export { createLog, exitAfterLogging, type Logger } from './log.js';
export { createMetrics, type Metrics } from './metrics.js';
export { newTrace } from './new-trace.js';
export { oncePerOutage } from './once-per-outage.js';
export { observeQueues } from './queue-metrics.js';
export { consumeQueue, createTaskQueues, type QueueConsumer, type QueuedTask, type TaskQueues } from './queues.js';
export { connectRedis, type RedisClient, type RedisConfig } from './redis.js';
export { requireNode } from './require-node.js';
export { type Closer, onShutdown } from './shutdown.js';
export { WORKER_ROLES, type WorkerRole } from './worker-environment.js';
