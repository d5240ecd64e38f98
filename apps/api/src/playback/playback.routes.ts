import { PlaybackTokenView, TokenQuery } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from '../videos/video-params.js';

const TrackParams = VideoParams.extend({
  index: z
    .string()
    .regex(/^\d{1,2}$/)
    .describe('Index of the track, starting at 0.')
    .transform(Number),
});

const FollowQuery = TokenQuery.extend({
  followed: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true')
    .describe(
      'Set by the multivariant playlist while the video is being processed. The playlist then stays open until about ten seconds after the video is completed.',
    ),
});

const MULTIVARIANT = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-STREAM-INF:BANDWIDTH=3480000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,AUDIO="audio"
video/0.m3u8
`;

const MEDIA = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-PLAYLIST-TYPE:VOD
#EXTINF:4.004,
#EXT-X-BYTERANGE:812345@912
https://s3.example.org/media/video-0-0?X-Amz-Signature=4f1c…
#EXT-X-ENDLIST
`;

const TEXT_MEDIA = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:10
#EXT-X-PLAYLIST-TYPE:VOD
#EXTINF:10.000,
https://s3.example.org/media/t0.vtt?X-Amz-Signature=4f1c…
#EXT-X-ENDLIST
`;

const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S">…</MPD>
`;

export const PLAYBACK_ROUTES = defineRoutes('Playback', {
  createPlaybackToken: {
    method: 'POST',
    path: '/videos/:id/playback-tokens',
    summary: 'Create a playback token',
    description:
      "Returns playback URLs for players that can't send headers. Until the token expires, anyone with it can play this video, follow its events, and download its outputs, but not the source file.",
    params: VideoParams,
    responses: [{ status: 201, schema: PlaybackTokenView }],
  },
  hlsMaster: {
    method: 'GET',
    path: '/videos/:id/hls/master.m3u8',
    summary: 'Get the HLS playlist',
    description:
      'Returns the multivariant playlist, which lists the renditions, audio tracks and, once the video is completed, text tracks. Segment URLs in its media playlists are presigned. During processing, the media playlists grow.',
    params: VideoParams,
    query: TokenQuery,
    responses: [{ status: 200, type: 'application/vnd.apple.mpegurl' }],
    errors: ['OUTPUT_NOT_FOUND'],
    examples: { responses: { 200: MULTIVARIANT } },
  },
  hlsVideo: {
    method: 'GET',
    path: '/videos/:id/hls/video/:index.m3u8',
    summary: 'Get the HLS playlist of a rendition',
    description: 'Returns the media playlist of one rendition. The multivariant playlist links to it.',
    params: TrackParams,
    query: FollowQuery,
    responses: [{ status: 200, type: 'application/vnd.apple.mpegurl' }],
    errors: ['OUTPUT_NOT_FOUND'],
    examples: { responses: { 200: MEDIA } },
  },
  hlsAudio: {
    method: 'GET',
    path: '/videos/:id/hls/audio/:index.m3u8',
    summary: 'Get the HLS playlist of an audio track',
    description: 'Returns the media playlist of one audio track. The multivariant playlist links to it.',
    params: TrackParams,
    query: FollowQuery,
    responses: [{ status: 200, type: 'application/vnd.apple.mpegurl' }],
    errors: ['OUTPUT_NOT_FOUND'],
    examples: { responses: { 200: MEDIA } },
  },
  hlsIframes: {
    method: 'GET',
    path: '/videos/:id/hls/iframes/:index.m3u8',
    summary: 'Get the HLS I-frame playlist of a rendition',
    description: 'Returns the I-frame playlist of one rendition, which players use for scrubbing.',
    params: TrackParams,
    query: FollowQuery,
    responses: [{ status: 200, type: 'application/vnd.apple.mpegurl' }],
    errors: ['OUTPUT_NOT_FOUND'],
    examples: { responses: { 200: MEDIA } },
  },
  hlsText: {
    method: 'GET',
    path: '/videos/:id/hls/text/:index.m3u8',
    summary: 'Get the HLS playlist of a text track',
    description:
      'Returns the media playlist of one text track, with a single WebVTT segment. The multivariant playlist links to it once the video is completed.',
    params: TrackParams,
    query: TokenQuery,
    responses: [{ status: 200, type: 'application/vnd.apple.mpegurl' }],
    errors: ['OUTPUT_NOT_FOUND'],
    examples: { responses: { 200: TEXT_MEDIA } },
  },
  dashManifest: {
    method: 'GET',
    path: '/videos/:id/dash/manifest.mpd',
    summary: 'Get the DASH manifest',
    description:
      'Returns the DASH manifest. It refers to the same segments as the HLS playlists. During processing, the manifest is dynamic.',
    params: VideoParams,
    query: TokenQuery,
    responses: [{ status: 200, type: 'application/dash+xml' }],
    errors: ['OUTPUT_NOT_FOUND'],
    examples: { responses: { 200: MANIFEST } },
  },
});
