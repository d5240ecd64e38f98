import type { VideoView } from '@media/contracts';
import type { OrganizationId, OutputId, VideoId } from '@media/core';
import type { OutputRow, VideoDetails } from '@media/database';
import type { ApiDeps } from '../api-deps.js';
import { playbackLinks } from '../playback/playback-links.js';
import { currentProgress } from './current-progress.js';
import { toVideoView } from './to-video-view.js';

export type PresentDeps = Pick<ApiDeps, 'videos' | 'live' | 'urls' | 'tokens'>;

/** Gathers what a view needs besides the rows. `base` is where links begin. */
export const presentVideo = async (deps: PresentDeps, base: string, video: VideoDetails): Promise<VideoView> => {
  const progress = await currentProgress(deps, video);
  const urls = await Promise.all(
    video.outputs.map(
      async (output): Promise<[OutputId, string]> => [output.id, await urlOf(deps, base, video, output)],
    ),
  );
  return toVideoView(video, { progress, urls: new Map(urls) });
};

const urlOf = async (deps: PresentDeps, base: string, video: VideoDetails, output: OutputRow): Promise<string> => {
  const { key, contentType, kind } = output;
  if (key !== null) return deps.urls.urlOf(key, contentType);
  const { token } = await deps.tokens.signPlayback(video.organizationId, video.id);
  // What has no bytes of its own is a playlist, rendered when it is asked for.
  const { hlsUrl, dashUrl } = playbackLinks(base, video.id, token);
  return kind === 'dash' ? dashUrl : hlsUrl;
};

/** @throws AppError VIDEO_NOT_FOUND */
export const viewVideo = async (
  deps: PresentDeps,
  base: string,
  organizationId: OrganizationId,
  id: VideoId,
): Promise<VideoView> => presentVideo(deps, base, await deps.videos.details(organizationId, id));
