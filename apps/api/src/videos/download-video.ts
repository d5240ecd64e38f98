import type { DownloadQuery } from '@media/contracts';
import {
  type Actor,
  AppError,
  PLAYBACK_SECONDS,
  requirePermission,
  type VideoId,
  viewerUrlSeconds,
  viewingOf,
} from '@media/core';
import type { VideoDetails, Videos } from '@media/database';
import type { ObjectStore, PresignGetOptions } from '@media/storage';
import { originalName } from './original-name.js';
import { downloadName, pickDownload } from './pick-download.js';

type File = { key: string } & Pick<PresignGetOptions, 'fileName' | 'contentType'>;

/**
 * A presigned URL that downloads an output under the video's title, or the source under its original name.
 * @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND, FORBIDDEN for the source without `member.read`, DOWNLOAD_NOT_ALLOWED
 */
export const downloadVideo = async (
  { videos, store }: { videos: Videos; store: ObjectStore },
  actor: Actor,
  id: VideoId,
  wanted: DownloadQuery['output'],
): Promise<string> => {
  const viewing = viewingOf(actor);
  if (!allowsDownload(actor) || (viewing && wanted !== undefined)) throw new AppError('DOWNLOAD_NOT_ALLOWED', { id });
  const video = await videos.details(actor.organizationId, id);
  const { key, ...presentation } = wanted === 'source' ? originalOf(video, actor) : outputOf(video, wanted);
  return store.presignGet(key, {
    ...{ ...presentation, disposition: 'attachment' as const },
    expiresInSeconds: viewing ? viewerUrlSeconds(video.probe?.durationMs ?? 0) : PLAYBACK_SECONDS,
  });
};

/** Viewers need a share that allows it. They get the file that it offers, and no other. */
export const allowsDownload = (actor: Actor): boolean => {
  const viewing = viewingOf(actor);
  return !viewing || (viewing.by === 'share' && viewing.allowsDownload);
};

type RequestedOutput = Exclude<DownloadQuery['output'], 'source'>;

const outputOf = ({ title, outputs }: VideoDetails, id: RequestedOutput): File => {
  const output = pickDownload(outputs, id);
  const { key, contentType } = output;
  return { key, contentType, fileName: downloadName(title, output) };
};

/** Only members can download the source, in any role. Playback tokens are for external viewers, who can download only the outputs. */
const originalOf = ({ source, probe }: VideoDetails, actor: Actor): File => {
  requirePermission(actor, 'member.read');
  return { key: source.key, fileName: originalName(source.fileName, probe?.container) };
};
