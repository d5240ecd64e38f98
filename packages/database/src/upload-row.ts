import type { ActorRef, OrganizationId, UploadId, UploadStatus, UploadStrategy, VideoId } from '@media/core';
import type { AuditActor } from './audit-entries.js';
import type { Upload as UploadRow } from './generated/client.js';

export type Upload = {
  id: UploadId;
  organizationId: OrganizationId;
  /** The actor that created it. */
  actor: ActorRef;
  /** The id of the upload's video, reserved until that is created. */
  videoId: VideoId;
  status: UploadStatus;
  strategy: UploadStrategy;
  fileName: string;
  sizeBytes: number;
  contentType: string;
  partSizeBytes: number;
  partCount: number;
  objectKey: string;
  multipartId: string | null;
  /** The video whose poster the file will become; null if it will become a video. */
  posterOf: VideoId | null;
  /** Present if the server creates the video on its own once all bytes have arrived. */
  videoDetails: Record<string, unknown> | null;
  /** The details requested by the completion in progress; null without one. */
  askedDetails: Record<string, unknown> | null;
  /** The number of the last completion claim. */
  claimEpoch: number;
  createdAt: Date;
  expiresAt: Date;
  checkAt: Date;
};

export type NewUpload = Omit<Upload, 'actor' | 'status' | 'askedDetails' | 'claimEpoch' | 'createdAt' | 'posterOf'> & {
  posterOf?: VideoId;
  actor: Omit<AuditActor, 'organizationId'>;
};

export const toUpload = ({ actorType, actorId, ...row }: UploadRow): Upload => ({
  ...row,
  id: row.id as UploadId,
  organizationId: row.organizationId as OrganizationId,
  actor: { type: actorType, id: actorId } as ActorRef,
  videoId: row.videoId as VideoId,
  posterOf: row.posterOf as VideoId | null,
  sizeBytes: Number(row.sizeBytes),
  partSizeBytes: Number(row.partSizeBytes),
  videoDetails: row.videoDetails as Record<string, unknown> | null,
  askedDetails: row.askedDetails as Record<string, unknown> | null,
});
