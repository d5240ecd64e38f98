import type { VideoId } from '@media/core';

/** Playback URLs that include the token. */
export const playbackLinks = (base: string, videoId: VideoId, token: string): { hlsUrl: string; dashUrl: string } => ({
  hlsUrl: `${base}/videos/${videoId}/hls/master.m3u8?token=${token}`,
  dashUrl: `${base}/videos/${videoId}/dash/manifest.mpd?token=${token}`,
});
