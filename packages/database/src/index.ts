export * from './accounts.js';
export type { AttemptRecord } from './attempt-endings.js';
export { type Change, type ChangeRows, type Changes, changeRepository, DELETED_KEPT_MS } from './changes.js';
export { type ClaimedTask, type Claims, claimRepository, type TaskRef } from './claims.js';
export { CONNECTION_TIMEOUTS, type ConnectionTimeouts } from './connection-timeouts.js';
export { isLockTimeout, isTransient } from './database-errors.js';
export { databaseNow } from './database-now.js';
export * from './dispatch.js';
export { type EventConsumers, type EventPosition, eventConsumers, type ReadEvent } from './event-consumers.js';
export { appendUploadEvent, type Events, eventRepository, type NumberedEvent } from './events.js';
export type { Failure } from './fail-attempt.js';
export type { VideoListQuery, VideoOrder, VideoPosition } from './find-videos.js';
export { FLEET, type Fleet } from './fleet.js';
export { discard, type Garbage, type GarbageRows, garbageRepository } from './garbage.js';
export { type History, historyRepository } from './history.js';
export * from './idempotency.js';
export type { JobMedia, JobObject, JobOutput, JobText } from './job-media.js';
export * from './jobs.js';
export { type Candidate, hasDispatcher, joinElection } from './lead.js';
export type { LockedJob } from './locked-job.js';
export * from './media-rows.js';
export { applyMigrations } from './migrations/apply-migrations.js';
export { newId } from './new-id.js';
export { type OrphanedJobs, orphanRepository } from './orphaned-jobs.js';
export { type PieceRow, type Pieces, pieceRepository, trimPieces } from './pieces.js';
export { type Plans, planRepository, storePlan } from './plans.js';
export * from './sessions.js';
export { type TaskEndings, taskEndings } from './task-endings.js';
export { type Database, type DatabaseOptions, openDatabase, type Transaction } from './transaction.js';
export * from './uploads.js';
export { type VideoCommands, videoCommands } from './video-commands.js';
export type { VideoState } from './video-state.js';
export {
  createVideo,
  type NewVideo,
  type OutputRow,
  type RenditionRow,
  type Video,
  type VideoDetails,
  type Videos,
  videoRepository,
} from './videos.js';
