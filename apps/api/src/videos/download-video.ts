import { type OrganizationId, type OutputId, PLAYBACK_SECONDS, type VideoId } from '@media/core';
import type { ApiDeps } from '../api-deps.js';
import { downloadName, pickDownload } from './pick-download.js';

/** Where an output can be downloaded under the video's name. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND */
export const downloadVideo = async (
  { videos, store }: Pick<ApiDeps, 'videos' | 'store'>,
  organizationId: OrganizationId,
  id: VideoId,
  outputId: OutputId | undefined,
): Promise<string> => {
  const { title, outputs } = await videos.details(organizationId, id);
  const output = pickDownload(outputs, outputId);
  const { key, contentType } = output;
  const fileName = downloadName(title, output);
  return store.presignGet(key, {
    expiresInSeconds: PLAYBACK_SECONDS,
    fileName,
    disposition: 'attachment',
    contentType,
  });
};
