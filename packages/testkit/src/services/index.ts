export { type Child, type ChildOptions, type Exit, startChild, untilReady } from './child.js';
export { endProcess } from './end-process.js';
export { tailOf } from './log-tail.js';
export { answers, freePort } from './ports.js';
export { type Postgres, type PostgresOptions, startPostgres } from './postgres.js';
export { identityOf, isRunning, type ProcessIdentity } from './process-identity.js';
export { type Redis, type RedisOptions, startRedis } from './redis.js';
export { type S3, type S3Options, startS3 } from './s3.js';
export { ensureDatabase, withConnection, withDatabaseName } from './sql.js';
