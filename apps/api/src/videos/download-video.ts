import type { DownloadQuery } from '@media/contracts';
import { type Actor, PLAYBACK_SECONDS, requirePermission, type VideoId } from '@media/core';
import type { VideoDetails, Videos } from '@media/database';
import type { ObjectStore, PresignGetOptions } from '@media/storage';
import { originalName } from './original-name.js';
import { downloadName, pickDownload } from './pick-download.js';

type File = { key: string } & Pick<PresignGetOptions, 'fileName' | 'contentType'>;

/**
 * Where an output can be downloaded under the video's name, or the source under its own.
 * @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND, FORBIDDEN for the source without `member.read`
 */
export const downloadVideo = async (
  { videos, store }: { videos: Videos; store: ObjectStore },
  actor: Actor,
  id: VideoId,
  wanted: DownloadQuery['output'],
): Promise<string> => {
  const video = await videos.details(actor.organizationId, id);
  const { key, ...presentation } = wanted === 'source' ? originalOf(video, actor) : outputOf(video, wanted);
  return store.presignGet(key, {
    ...{ ...presentation, disposition: 'attachment' as const },
    expiresInSeconds: PLAYBACK_SECONDS,
  });
};

type OutputWish = Exclude<DownloadQuery['output'], 'source'>;

const outputOf = ({ title, outputs }: VideoDetails, id: OutputWish): File => {
  const output = pickDownload(outputs, id);
  const { key, contentType } = output;
  return { key, contentType, fileName: downloadName(title, output) };
};

/**
 * The file that the video was made of is for members, whatever their role. A playback token is handed to people outside, who
 * are to watch the video only.
 */
const originalOf = ({ source, probe }: VideoDetails, actor: Actor): File => {
  requirePermission(actor, 'member.read');
  return { key: source.key, fileName: originalName(source.fileName, probe?.container) };
};
