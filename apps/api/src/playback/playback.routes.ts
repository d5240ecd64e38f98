import { PlaybackTokenView, TokenQuery } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from '../videos/video-params.js';

const TrackParams = VideoParams.extend({
  index: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number),
});

export const PLAYBACK_ROUTES = defineRoutes({
  createPlaybackToken: {
    method: 'POST',
    path: '/videos/:id/playback-tokens',
    summary: 'Get URLs that play without a header',
    params: VideoParams,
    answers: [{ status: 201, schema: PlaybackTokenView }],
  },
  hlsMaster: {
    method: 'GET',
    path: '/videos/:id/hls/master.m3u8',
    summary: 'HLS multivariant playlist',
    params: VideoParams,
    query: TokenQuery,
    answers: [{ status: 200, type: 'application/vnd.apple.mpegurl' }],
  },
  hlsVideo: {
    method: 'GET',
    path: '/videos/:id/hls/video/:index.m3u8',
    summary: 'HLS playlist of a rendition',
    params: TrackParams,
    query: TokenQuery,
    answers: [{ status: 200, type: 'application/vnd.apple.mpegurl' }],
  },
  hlsAudio: {
    method: 'GET',
    path: '/videos/:id/hls/audio/:index.m3u8',
    summary: 'HLS playlist of an audio track',
    params: TrackParams,
    query: TokenQuery,
    answers: [{ status: 200, type: 'application/vnd.apple.mpegurl' }],
  },
  hlsIframes: {
    method: 'GET',
    path: '/videos/:id/hls/iframes/:index.m3u8',
    summary: 'HLS playlist of the key frames of a rendition',
    params: TrackParams,
    query: TokenQuery,
    answers: [{ status: 200, type: 'application/vnd.apple.mpegurl' }],
  },
  dashManifest: {
    method: 'GET',
    path: '/videos/:id/dash/manifest.mpd',
    summary: 'DASH manifest',
    params: VideoParams,
    query: TokenQuery,
    answers: [{ status: 200, type: 'application/dash+xml' }],
  },
});
