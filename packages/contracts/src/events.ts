import type { EventActor, OrganizationId, UploadId, VideoId } from '@media/core';
import { z } from 'zod';
import { TaskView } from './jobs.js';
import { VideoMessage } from './messages.js';
import { VideoError, VideoView } from './videos.js';

const TaskRef = z.object({ taskId: TaskView.shape.id, kind: TaskView.shape.kind, index: z.int().nonnegative() });
const Result = z.object({ status: z.literal('completed'), progress: z.literal(100), playable: z.literal(true) });
const { width, height } = VideoView.shape.renditions.element.shape;

/**
 * Every type of domain event and its data. Events outlive their subject, so data holds ids and facts, never what a person
 * wrote (title, file name, metadata): an event about a new title has no data, and whoever wants the title reads the row. Followers
 * receive most data as it is, so `status`, `progress`, `playable`, `error` and `retrying` mean what they mean in `VideoMessage`. No field
 * is called `generation`, which is stored beside the data.
 */
export const DomainEvents = {
  'video.created': z.object({ status: z.literal('queued'), progress: z.literal(0) }),
  'video.processing': z.object({ status: z.literal('processing') }),
  'video.playable': z.object({ playable: z.literal(true) }),
  'video.completed': Result,
  'video.failed': z.object({ status: z.literal('failed'), error: VideoError }),
  'video.cancelled': z.object({ status: z.literal('cancelled') }),
  /** A reprocess was cancelled: the result that was published before counts again. */
  'video.reverted': Result,
  /** Somebody asked for a retry or a reprocess. */
  'video.retried': z.object({ status: z.literal('queued'), progress: z.int().min(0).max(100), playable: z.boolean() }),
  /** An upgrade left no worker for the job, so another job took its place. */
  'video.restarted': z.object({
    status: z.enum(['queued', 'processing']),
    progress: z.literal(0),
    playable: z.boolean(),
  }),
  /** The last event of a video. */
  'video.deleted': z.object({}),
  /** Not of each chunk of an encode: together they are a rendition. */
  'task.completed': TaskRef,
  'task.retrying': z.object({ retrying: VideoMessage.shape.retrying.unwrap() }),
  /** It isn't tried again. The video fails with it, unless the task is optional. */
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
  /** On whose behalf it happened. */
  actor: EventActor;
  /** When its transaction began, by the database's clock. */
  createdAt: Date;
};
/** `seq` counts the events of its video without gaps; `generation` is the video's at that moment. */
type OfVideo = Envelope & { videoId: VideoId; seq: number; generation: number };
type OfUpload = Envelope & { uploadId: UploadId };

export type VideoDomainEvent = {
  [T in VideoEventType]: OfVideo & { type: T; data: DomainEventData[T] };
}[VideoEventType];
export type UploadDomainEvent = {
  [T in UploadEventType]: OfUpload & { type: T; data: DomainEventData[T] };
}[UploadEventType];
/** What happened to a video or an upload, written in the transaction of the change. */
export type DomainEvent = VideoDomainEvent | UploadDomainEvent;

/** False for a type that only another release knows. */
export const isDomainEventType = (type: string): type is DomainEventType => Object.hasOwn(DomainEvents, type);
