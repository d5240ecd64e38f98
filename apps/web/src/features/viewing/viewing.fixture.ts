import type { ViewingView } from '@media/sdk';

export const VIEWING: ViewingView = {
  title: 'Holiday',
  description: 'At sea.',
  durationMs: 20_000,
  width: 1280,
  height: 720,
  poster: 'https://store.example.org/media/v1/plan/task/1/poster.jpg?signed',
  hlsUrl: 'https://media.example.org/api/videos/v1/hls/master.m3u8?token=a',
  dashUrl: 'https://media.example.org/api/videos/v1/dash/manifest.mpd?token=a',
  chapters: [],
  isPublic: false,
  refreshUrl: 'https://media.example.org/api/watch/v1',
  beaconUrl: 'https://media.example.org/api/videos/v1/beacons',
};

export const PREPARING: ViewingView = { ...VIEWING, poster: null, hlsUrl: null, dashUrl: null };
