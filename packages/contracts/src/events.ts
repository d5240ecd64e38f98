import type { EventActor, OrganizationId, UploadId, VideoId } from '@media/core';
import { z } from 'zod';
import { TaskView } from './jobs.js';
import { VideoMessage } from './messages.js';
import { VideoError } from './video-problems.js';
import { VideoView } from './video-view.js';

const TaskRef = z.object({ taskId: TaskView.shape.id, kind: TaskView.shape.kind, index: z.int().nonnegative() });
const Result = z.object({ status: z.literal('completed'), progress: z.literal(100), playable: z.literal(true) });
const { width, height } = VideoView.shape.renditions.element.shape;

/**
 * Every type of domain event and its data. Events outlive their subject, so data contains ids and facts but no user content
 * (title, file name, metadata): an event about a new title only says so, and readers query the row. Subscribers receive
 * most data unchanged, so `status`, `progress`, `playable`, `error`, `retrying` and `warnings` mean the same as in `VideoMessage`. No field
 * can be called `generation`: it is stored beside the data.
 */
export const DomainEvents = {
  'video.created': z.object({ status: z.literal('queued'), progress: z.literal(0) }),
  'video.processing': z.object({ status: z.literal('processing') }),
  'video.playable': z.object({ playable: z.literal(true) }),
  'video.completed': Result,
  'video.failed': z.object({ status: z.literal('failed'), error: VideoError }),
  'video.cancelled': z.object({ status: z.literal('cancelled') }),
  /** The job has warnings with new codes. Contains all its codes so far, without details, which can contain user content. */
  'video.warned': z.object({ warnings: VideoMessage.shape.warnings.unwrap() }),
  /** A reprocess was canceled; the previously published result is current again. */
  'video.reverted': Result,
  /** A user requested a retry or a reprocess. */
  'video.retried': z.object({ status: z.literal('queued'), progress: z.int().min(0).max(100), playable: z.boolean() }),
  /** After an upgrade no worker could run the job, so a new job replaced it. */
  'video.restarted': z.object({
    status: z.enum(['queued', 'processing']),
    progress: z.literal(0),
    playable: z.boolean(),
  }),
  /** A user changed these fields. Their values can be user content, so readers query the row. */
  'video.updated': z.object({ updated: VideoMessage.shape.updated.unwrap() }),
  /** It is gone for everybody, but can be restored. */
  'video.trashed': z.object({}),
  'video.restored': z.object({ restored: VideoMessage.shape.restored.unwrap() }),
  /** The last event of a video. */
  'video.deleted': z.object({}),
  /** Not sent for encode chunks; see `rendition.ready`. */
  'task.completed': TaskRef,
  'task.retrying': z.object({ retrying: VideoMessage.shape.retrying.unwrap() }),
  /** The task won't be retried. The video fails too, unless the task is optional. */
  'task.failed': TaskRef.extend({ code: VideoError.shape.code }),
  'rendition.ready': z.object({ index: z.int().nonnegative(), name: z.string(), width, height }),
  'upload.expired': z.object({ sizeBytes: z.int() }),
} as const;

export type DomainEventType = keyof typeof DomainEvents;
export type DomainEventData = { [T in DomainEventType]: z.infer<(typeof DomainEvents)[T]> };
export type UploadEventType = Extract<DomainEventType, `upload.${string}`>;
export type VideoEventType = Extract<DomainEventType, `${'video' | 'task' | 'rendition'}.${string}`>;

type Envelope = {
  id: string;
  organizationId: OrganizationId;
  /** Who caused the event. */
  actor: EventActor;
  /** Start of its transaction, by the database's clock. */
  createdAt: Date;
};
/** `seq` numbers the events of a video without gaps. `generation` is the video's at that moment. */
type OfVideo = Envelope & { videoId: VideoId; seq: number; generation: number };
type OfUpload = Envelope & { uploadId: UploadId };

export type VideoDomainEvent = {
  [T in VideoEventType]: OfVideo & { type: T; data: DomainEventData[T] };
}[VideoEventType];
export type UploadDomainEvent = {
  [T in UploadEventType]: OfUpload & { type: T; data: DomainEventData[T] };
}[UploadEventType];
/** A change of a video or an upload, written in the same transaction as the change. */
export type DomainEvent = VideoDomainEvent | UploadDomainEvent;

/** False for an event type of another release. */
export const isDomainEventType = (type: string): type is DomainEventType => Object.hasOwn(DomainEvents, type);
