export { postgresUrl, redisUrl, runDir, type S3Address, s3Address } from './infrastructure.js';
export { type ClipOptions, makeClip } from './make-clip.js';
export { type NodeProcess, spawnNode } from './spawn-node.js';
export { createTestBucket, type TestBucket } from './test-bucket.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export { createTestRedisPrefix, type OwnRedis, startOwnRedis } from './test-redis.js';
