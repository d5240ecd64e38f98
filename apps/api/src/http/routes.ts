import {
  ActorView,
  ChangePasswordRequest,
  CreateUploadRequest,
  CreateVideoRequest,
  DownloadLink,
  DownloadQuery,
  JobList,
  ListVideosQuery,
  LoginRequest,
  OrganizationMessage,
  PlaybackTokenView,
  RecipeView,
  RefreshRequest,
  RegisterRequest,
  RetryVideoRequest,
  SessionId,
  SessionList,
  SessionTokens,
  SignedParts,
  SignPartsRequest,
  TokenQuery,
  UpdateProfileRequest,
  UpdateVideoRequest,
  UploadCreated,
  UploadId,
  UploadView,
  UserView,
  VideoId,
  VideoMessage,
  VideoPage,
  VideoView,
} from '@media/contracts';
import { z } from 'zod';
import { ACTOR, type Access, member, PUBLIC, player, SESSION, USER } from './access.js';

type Answer = { status: number; type?: string; schema?: z.ZodType; description?: string };

/** One row of the table: where a route is, who may call it, what it takes and gives. */
export type Route = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  access: Access;
  summary: string;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The first is what the route answers when nothing else is said. */
  answers: readonly [Answer, ...Answer[]];
  honoursIdempotencyKey?: true;
};

const HLS = 'application/vnd.apple.mpegurl';
const UploadParams = z.strictObject({ id: UploadId });
const SessionParams = z.strictObject({ id: SessionId });
const VideoParams = z.strictObject({ id: VideoId });
const TrackParams = z.strictObject({ id: VideoId, index: z.string().regex(/^\d{1,2}$/) });
const DocsParams = z.strictObject({ file: z.string().max(100) });
const AUTH = { access: PUBLIC, method: 'POST' } as const;
const READ = { access: member('video.read'), method: 'GET' } as const;
const WRITE = member('video.write');
const UPLOAD = member('upload.write');
const WATCH = { access: player('video.read'), method: 'GET' } as const;
const OPEN = { access: PUBLIC, method: 'GET' } as const;
const HLS_ANSWER = [{ status: 200, type: HLS }] as const;

/**
 * Every route and who may call it. Nest registers from this table, the guard decides by it, the boot check refuses what
 * is not in it, OpenAPI is printed from it, and the authorization test walks it.
 */
export const ROUTES = {
  register: {
    ...{ ...AUTH, path: '/auth/register', summary: 'Make an account and sign in', body: RegisterRequest },
    answers: [{ status: 201, schema: SessionTokens }],
  },
  login: {
    ...{ ...AUTH, path: '/auth/login', summary: 'Sign in', body: LoginRequest },
    answers: [{ status: 200, schema: SessionTokens }],
  },
  refresh: {
    ...{ ...AUTH, path: '/auth/refresh', summary: 'Exchange a refresh token for new tokens' },
    body: RefreshRequest,
    answers: [{ status: 200, schema: SessionTokens }],
  },
  logout: {
    ...{ method: 'POST', path: '/auth/logout', access: SESSION, summary: 'End the session' },
    answers: [{ status: 204 }],
  },
  me: {
    ...{ method: 'GET', path: '/auth/me', access: USER, summary: 'Who is signed in' },
    answers: [{ status: 200, schema: UserView }],
  },
  updateProfile: {
    ...{ method: 'PATCH', path: '/auth/me', access: USER, summary: 'Change the name', body: UpdateProfileRequest },
    answers: [{ status: 200, schema: UserView }],
  },
  changePassword: {
    ...{ method: 'POST', path: '/auth/password', access: USER, summary: 'Change the password' },
    body: ChangePasswordRequest,
    answers: [{ status: 204, description: 'Done; all other sessions have ended' }],
  },
  listSessions: {
    ...{ method: 'GET', path: '/auth/sessions', access: USER, summary: 'Where the user is signed in' },
    answers: [{ status: 200, schema: SessionList }],
  },
  revokeSessions: {
    ...{ method: 'DELETE', path: '/auth/sessions', access: USER, summary: 'Sign out everywhere' },
    answers: [{ status: 204, description: 'All sessions have ended, also the one that asked' }],
  },
  revokeSession: {
    ...{ method: 'DELETE', path: '/auth/sessions/:id', access: USER, summary: 'End one session' },
    params: SessionParams,
    answers: [{ status: 204 }],
  },

  viewActor: {
    ...{ method: 'GET', path: '/actor', access: ACTOR, summary: 'Who makes the request, and what it permits' },
    query: TokenQuery,
    answers: [{ status: 200, schema: ActorView }],
  },

  createUpload: {
    ...{ method: 'POST', path: '/uploads', access: UPLOAD, summary: 'Announce a file', body: CreateUploadRequest },
    answers: [{ status: 201, schema: UploadCreated }],
    honoursIdempotencyKey: true,
  },
  signParts: {
    ...{ method: 'POST', path: '/uploads/:id/parts', access: UPLOAD, summary: 'Get URLs to send parts to' },
    ...{ params: UploadParams, body: SignPartsRequest },
    answers: [{ status: 200, schema: SignedParts }],
  },
  viewUpload: {
    ...{ method: 'GET', path: '/uploads/:id', access: UPLOAD, summary: 'What has arrived of an upload' },
    params: UploadParams,
    answers: [{ status: 200, schema: UploadView }],
  },
  abortUpload: {
    ...{ method: 'DELETE', path: '/uploads/:id', access: UPLOAD, summary: 'Give an upload up' },
    params: UploadParams,
    answers: [{ status: 204 }],
  },

  createVideo: {
    ...{ method: 'POST', path: '/videos', access: WRITE, summary: 'Complete an upload and make its video' },
    body: CreateVideoRequest,
    answers: [
      { status: 201, schema: VideoView },
      { status: 200, schema: VideoView, description: 'The upload has its video already' },
    ],
    honoursIdempotencyKey: true,
  },
  listVideos: {
    ...{ ...READ, path: '/videos', summary: 'List, search and sort videos', query: ListVideosQuery },
    answers: [{ status: 200, schema: VideoPage }],
  },
  viewVideo: {
    ...{ ...READ, path: '/videos/:id', summary: 'View a video', params: VideoParams },
    answers: [{ status: 200, schema: VideoView }],
  },
  renameVideo: {
    ...{ method: 'PATCH', path: '/videos/:id', access: WRITE, summary: 'Rename a video', params: VideoParams },
    body: UpdateVideoRequest,
    answers: [{ status: 200, schema: VideoView }],
  },
  deleteVideo: {
    ...{ method: 'DELETE', path: '/videos/:id', access: WRITE, summary: 'Delete a video', params: VideoParams },
    answers: [{ status: 204 }],
  },
  cancelVideo: {
    ...{ method: 'POST', path: '/videos/:id/cancel', access: WRITE, summary: 'Stop processing', params: VideoParams },
    answers: [{ status: 202, schema: VideoView }],
  },
  retryVideo: {
    ...{ method: 'POST', path: '/videos/:id/retry', access: WRITE, summary: 'Process again', params: VideoParams },
    body: RetryVideoRequest,
    answers: [{ status: 202, schema: VideoView }],
  },
  listJobs: {
    ...{ ...READ, path: '/videos/:id/jobs', summary: 'Jobs, tasks and attempts of a video', params: VideoParams },
    answers: [{ status: 200, schema: JobList }],
  },
  followVideo: {
    ...{ ...WATCH, path: '/videos/:id/events', summary: 'Follow a video by server-sent events' },
    ...{ params: VideoParams, query: TokenQuery },
    answers: [
      { status: 200, type: 'text/event-stream', schema: VideoMessage },
      { status: 204, description: 'The video has ended and nothing was missed' },
    ],
  },
  followOrganization: {
    ...{ ...READ, path: '/events', summary: 'Follow all videos by server-sent events' },
    answers: [{ status: 200, type: 'text/event-stream', schema: OrganizationMessage }],
  },
  downloadVideo: {
    ...{ ...WATCH, path: '/videos/:id/download', summary: 'Download an output, or the original file' },
    ...{ params: VideoParams, query: DownloadQuery },
    answers: [
      { status: 302, description: 'To a presigned URL of the store' },
      { status: 200, schema: DownloadLink, description: 'The same URL, with `Accept: application/json`' },
    ],
  },

  createPlaybackToken: {
    ...{ method: 'POST', path: '/videos/:id/playback-tokens', access: member('video.read') },
    ...{ summary: 'Get URLs that play without a header', params: VideoParams },
    answers: [{ status: 201, schema: PlaybackTokenView }],
  },
  hlsMaster: {
    ...{ ...WATCH, path: '/videos/:id/hls/master.m3u8', summary: 'HLS multivariant playlist' },
    ...{ params: VideoParams, query: TokenQuery, answers: HLS_ANSWER },
  },
  hlsVideo: {
    ...{ ...WATCH, path: '/videos/:id/hls/video/:index.m3u8', summary: 'HLS playlist of a rendition' },
    ...{ params: TrackParams, query: TokenQuery, answers: HLS_ANSWER },
  },
  hlsAudio: {
    ...{ ...WATCH, path: '/videos/:id/hls/audio/:index.m3u8', summary: 'HLS playlist of an audio track' },
    ...{ params: TrackParams, query: TokenQuery, answers: HLS_ANSWER },
  },
  hlsIframes: {
    ...{
      ...WATCH,
      path: '/videos/:id/hls/iframes/:index.m3u8',
      summary: 'HLS playlist of the key frames of a rendition',
    },
    ...{ params: TrackParams, query: TokenQuery, answers: HLS_ANSWER },
  },
  dashManifest: {
    ...{ ...WATCH, path: '/videos/:id/dash/manifest.mpd', summary: 'DASH manifest' },
    ...{ params: VideoParams, query: TokenQuery, answers: [{ status: 200, type: 'application/dash+xml' }] },
  },

  listRecipes: {
    ...{ ...READ, path: '/recipes', summary: 'The named recipes' },
    answers: [{ status: 200, schema: z.object({ items: z.array(RecipeView) }).meta({ id: 'RecipeList' }) }],
  },

  live: {
    ...{ ...OPEN, path: '/health/live', summary: 'Whether the process runs' },
    answers: [{ status: 200, schema: z.object({ status: z.literal('ok') }) }],
  },
  ready: {
    ...{ ...OPEN, path: '/health/ready', summary: 'Whether all that it needs answers' },
    answers: [{ status: 200 }, { status: 503 }],
  },
  openapi: {
    ...{ ...OPEN, path: '/openapi.json', summary: 'This description' },
    answers: [{ status: 200, type: 'application/json' }],
  },
  docs: {
    ...{ ...OPEN, path: '/docs', summary: 'This description, to read and try' },
    answers: [{ status: 200, type: 'text/html' }],
  },
  docsFile: {
    ...{ ...OPEN, path: '/docs/:file', summary: 'Files of that page', params: DocsParams },
    answers: [{ status: 200 }],
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;
export const routeNamed = (name: RouteName): Route => ROUTES[name];
