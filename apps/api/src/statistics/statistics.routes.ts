import {
  BeaconRequest,
  OrganizationId,
  OrganizationStatisticsView,
  StatisticsQuery,
  TokenQuery,
  VideoStatisticsView,
} from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';
import { VideoParams } from '../videos/video-params.js';

export const STATISTICS_ROUTES = defineRoutes('Statistics', {
  sendBeacon: {
    method: 'POST',
    path: '/videos/:id/beacons',
    summary: 'Report what was watched',
    description:
      'Counts what somebody has watched. Players send this to `beaconUrl` when playback starts, then every 20 seconds, and when it stops. Needs no account: `beaconUrl` contains the token of a share link if it is necessary, and playback tokens are accepted, too. The response is always the same, also for private videos, IDs of no video, invalid tokens, and if views are not counted. Requests with the header `Sec-GPC: 1` or `DNT: 1` are not counted.',
    params: VideoParams,
    query: TokenQuery,
    body: BeaconRequest,
    maxBodyBytes: 1_024,
    responses: [{ status: 204 }],
  },
  viewVideoStatistics: {
    method: 'GET',
    path: '/videos/:id/statistics',
    summary: 'Get the statistics of a video',
    description:
      'Returns how often a video was watched, for how long, and which parts of it. Counts people who watch by a share link or by visibility in our player, and everybody whose player reports to `beaconUrl`. Members on the page of the video are not counted. New views appear within seconds.',
    params: VideoParams,
    query: StatisticsQuery,
    responses: [{ status: 200, schema: VideoStatisticsView }],
  },
  viewOrganizationStatistics: {
    method: 'GET',
    path: '/organizations/:id/statistics',
    summary: 'Get the statistics of an organization',
    description:
      'Returns how often the videos of an organization were watched, and the videos with the most plays. Deleted videos and those in the trash are not included.',
    params: z.strictObject({ id: OrganizationId }),
    query: StatisticsQuery,
    responses: [{ status: 200, schema: OrganizationStatisticsView }],
  },
});
