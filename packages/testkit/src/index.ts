export { exposedPaths } from './exposed-paths.ts';
export {
  postgresUrl,
  redisUrl,
  runDir,
  type S3Address,
  type StoreLack,
  s3Address,
  storeLacks,
} from './infrastructure.ts';
export { type ClipOptions, makeClip, rotateClip } from './make-clip.ts';
export { type NodeProcess, spawnNode } from './spawn-node.ts';
export { createTestBucket, type TestBucket } from './test-bucket.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { createTestRedisPrefix, type OwnRedis, startOwnRedis } from './test-redis.ts';
export { type OwnS3, startOwnS3 } from './test-s3.ts';
