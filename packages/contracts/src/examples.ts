import { ERRORS, HEAT_BUCKETS, RECIPES, ROLE_PERMISSIONS, type SourceWarning, warningText } from '@media/core';

/** Examples for OpenAPI. They tell one story: Ada uploads a 10 s clip. A test validates each against its schema. */
export const EXAMPLE_IDS = {
  organization: '0197c0de-0000-7000-8000-000000000001',
  user: '0197c0de-0000-7000-8000-000000000002',
  session: '0197c0de-0000-7000-8000-000000000003',
  upload: '0197c0de-0000-7000-8000-000000000004',
  video: '0197c0de-0000-7000-8000-000000000005',
  job: '0197c0de-0000-7000-8000-000000000006',
  task: '0197c0de-0000-7000-8000-000000000007',
  output: '0197c0de-0000-7000-8000-000000000008',
  apiKey: '0197c0de-0000-7000-8000-000000000009',
  invitation: '0197c0de-0000-7000-8000-00000000000a',
  share: '0197c0de-0000-7000-8000-00000000000b',
} as const;

const BYTES = 31_457_280;
const PART_BYTES = 16_777_216;
const SIGNED = 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=4f1c…';
const STORE = 'https://s3.example.org/media';

export const EXAMPLE_BULK = {
  request: { ids: [EXAMPLE_IDS.video], action: 'addTags', tags: ['Sea'] },
  result: { items: [{ id: EXAMPLE_IDS.video }] },
};

export const EXAMPLE_EMPTIED = { videoCount: 12 };

export const EXAMPLE_TAG = { name: 'Sea', videoCount: 3 };

export const EXAMPLE_USER = {
  id: EXAMPLE_IDS.user,
  email: 'ada@example.org',
  name: 'Ada',
  emailVerifiedAt: '2026-01-31T12:00:00.000Z',
  organizations: [{ id: EXAMPLE_IDS.organization, name: 'Ada', role: 'owner', highestPriority: 'normal' }],
};

export const EXAMPLE_TOKENS = {
  user: EXAMPLE_USER,
  accessToken: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTk3YzBkZSJ9.c2lnbmF0dXJl',
  expiresIn: 900,
  refreshToken: 'eyJhbGciOiJIUzI1NiJ9.eyJqdGkiOiIwMTk3YzBkZSJ9.c2lnbmF0dXJl',
};

export const EXAMPLE_LINK_TOKEN = 'AZfA3gAAcACAAAAAAAAAAlk2mF0v3mXc8m3nq5b1cTzVxQ8wYd0rKpS4uE7gHj2L';

export const EXAMPLE_SESSION = {
  id: EXAMPLE_IDS.session,
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  createdAt: '2026-01-31T12:00:00.000Z',
  lastUsedAt: '2026-01-31T12:30:00.000Z',
  expiresAt: '2026-03-02T12:30:00.000Z',
  isCurrent: true,
};

export const EXAMPLE_ORGANIZATION = {
  id: EXAMPLE_IDS.organization,
  name: 'Acme Films',
  role: 'owner',
  isPersonal: false,
  embedDomains: ['acme.example', '*.acme.example'],
  viewerStatistics: true,
  createdAt: '2026-01-31T12:00:00.000Z',
};

export const EXAMPLE_SOLE_OWNED = {
  id: EXAMPLE_IDS.organization,
  name: EXAMPLE_ORGANIZATION.name,
  isPersonal: false,
  hasOtherMembers: true,
};

export const EXAMPLE_MEMBER = {
  userId: EXAMPLE_IDS.user,
  email: EXAMPLE_USER.email,
  name: EXAMPLE_USER.name,
  role: 'owner',
  joinedAt: '2026-01-31T12:00:00.000Z',
};

export const EXAMPLE_USAGE = {
  storageBytes: 61_500_000_000,
  reservedBytes: 1_500_000_000,
  sourceBytes: 40_000_000_000,
  outputBytes: 20_000_000_000,
  videoCount: 84,
  trash: { videoCount: 3, bytes: 1_200_000_000, keptDays: 30 },
  month: { uploadedBytes: 12_500_000_000, sourceSeconds: 14_400, encodeCpuSeconds: 86_400 },
  limits: { storageBytes: 1_000_000_000_000, monthlyUploadBytes: 500_000_000_000, monthlySourceSeconds: 360_000 },
};

export const EXAMPLE_API_KEY = {
  id: EXAMPLE_IDS.apiKey,
  name: 'Nightly import',
  prefix: 'mp_CTQj2uNU',
  scopes: ['video.read', 'video.write', 'upload.write'],
  createdBy: EXAMPLE_IDS.user,
  creatorName: EXAMPLE_USER.name,
  createdAt: '2026-01-31T12:00:00.000Z',
  lastUsedAt: '2026-01-31T12:30:00.000Z',
  expiresAt: '2027-01-31T12:00:00.000Z',
  revokedAt: null,
};

export const EXAMPLE_API_KEY_CREATED = {
  ...EXAMPLE_API_KEY,
  lastUsedAt: null,
  key: 'mp_CTQj2uNU3MFagCXG9LRKRcwGkBIDlf2PsEUb',
};

export const EXAMPLE_AUDIT_ENTRY = {
  id: '019c13f2-5a00-7e3b-8c21-3f6d5b8a9e10',
  at: '2026-01-31T12:00:00.000Z',
  action: 'member.role_changed',
  actor: { type: 'user', id: EXAMPLE_IDS.user, name: EXAMPLE_USER.name },
  targets: [{ type: 'user', id: '019c13f2-5a00-7c11-9d42-1b2c3d4e5f60', name: 'Grace' }],
  context: { ip: '203.0.113.7', userAgent: 'Mozilla/5.0', requestId: '4f8b1c1e-7a55-4c9b-9a83-0d6f0e2b7c11' },
  metadata: { from: 'viewer', to: 'editor', withdrawnInvitations: 0 },
};

export const EXAMPLE_INVITATION = {
  id: EXAMPLE_IDS.invitation,
  email: 'grace@example.org',
  role: 'editor',
  invitedBy: EXAMPLE_USER.name,
  createdAt: '2026-01-31T12:00:00.000Z',
  expiresAt: '2026-02-07T12:00:00.000Z',
};

export const EXAMPLE_INVITATION_CREATED = {
  ...EXAMPLE_INVITATION,
  url: 'https://video.example.org/invitations#AZfA3gAAcACAAAAAAAAACfKS0mxsGjZ3q0yZt1bJ8nX5cVv2pLw9dRk4hTs6eYoB',
  isEmailed: true,
};

export const EXAMPLE_INVITATION_LOOKUP = {
  organization: { id: EXAMPLE_IDS.organization, name: EXAMPLE_ORGANIZATION.name },
  email: EXAMPLE_INVITATION.email,
  role: EXAMPLE_INVITATION.role,
  invitedBy: EXAMPLE_INVITATION.invitedBy,
  expiresAt: EXAMPLE_INVITATION.expiresAt,
};

export const EXAMPLE_ACTOR = {
  type: 'user',
  id: EXAMPLE_IDS.user,
  organizationId: EXAMPLE_IDS.organization,
  role: 'editor',
  permissions: ROLE_PERMISSIONS.editor,
};

export const EXAMPLE_UPLOAD_CREATED = {
  id: EXAMPLE_IDS.upload,
  status: 'waiting',
  strategy: 'multipart',
  partSizeBytes: PART_BYTES,
  partCount: 2,
  expiresAt: '2026-02-07T12:00:00.000Z',
};

export const EXAMPLE_UPLOAD = {
  ...EXAMPLE_UPLOAD_CREATED,
  status: 'uploading',
  fileName: 'lighthouse.mov',
  sizeBytes: BYTES,
  uploadedParts: [{ partNumber: 1, sizeBytes: PART_BYTES, etag: '"9b2cf535f27731c974343645a3985328"' }],
};

export const EXAMPLE_SIGNED_PARTS = {
  parts: [
    {
      partNumber: 2,
      url: `${STORE}/sources/${EXAMPLE_IDS.video}?partNumber=2&${SIGNED}`,
      headers: {},
      sizeBytes: BYTES - PART_BYTES,
    },
  ],
};

const WARNING: SourceWarning = { code: 'FRAMES_LOST', frames: 3, afterMs: 4_000 };

export const EXAMPLE_VIDEO = {
  id: EXAMPLE_IDS.video,
  organizationId: EXAMPLE_IDS.organization,
  title: 'Lighthouse at dusk',
  description: 'Filmed from the north pier.',
  visibility: 'private',
  tags: ['Sea', 'Evening'],
  status: 'processing',
  progress: 45,
  playable: true,
  generation: 1,
  recipe: 'stream',
  priority: 'normal',
  queue: { ahead: 3, estimatedStartSeconds: 110 },
  source: {
    fileName: 'lighthouse.mov',
    sizeBytes: BYTES,
    durationMs: 10_000,
    width: 1_920,
    height: 1_080,
    frameRate: 29.97,
    videoCodec: 'hevc',
    audioCodec: 'aac',
    nonStandard: ['videoCodec', 'profile'],
  },
  renditions: [
    { name: '1080p', width: 1_920, height: 1_080, videoCodec: 'h264', bitrateBps: 6_000_000, status: 'encoding' },
    { name: '720p', width: 1_280, height: 720, videoCodec: 'h264', bitrateBps: 3_200_000, status: 'ready' },
  ],
  outputs: [
    {
      id: EXAMPLE_IDS.output,
      kind: 'poster',
      name: 'poster.jpg',
      contentType: 'image/jpeg',
      url: `${STORE}/media/${EXAMPLE_IDS.video}/poster.jpg?${SIGNED}`,
      sizeBytes: 84_210,
    },
  ],
  poster: { kind: 'moment', status: 'ready', atMs: 4_500 },
  textTracks: [
    {
      ...{ id: 't0', kind: 'subtitles', language: 'de', label: 'Deutsch', default: false, forced: false },
      url: `${STORE}/media/${EXAMPLE_IDS.video}/t0.vtt?${SIGNED}`,
    },
  ],
  chapters: [
    { startMs: 0, endMs: 4_000, title: 'Approach' },
    { startMs: 4_000, endMs: 10_000, title: 'The lamp is lit' },
  ],
  warnings: [{ code: WARNING.code, text: warningText(WARNING) }],
  metadata: { project: 'coast' },
  createdAt: '2026-01-31T12:00:00.000Z',
  updatedAt: '2026-01-31T12:00:20.000Z',
};

export const EXAMPLE_OEMBED = {
  version: '1.0',
  type: 'video',
  title: EXAMPLE_VIDEO.title,
  provider_name: 'media-processor',
  provider_url: 'https://media.example.org',
  width: 1_280,
  height: 720,
  html: `<iframe src="https://media.example.org/embed/${EXAMPLE_IDS.video}" width="1280" height="720" title="${EXAMPLE_VIDEO.title}" style="border:0" allow="autoplay; fullscreen; picture-in-picture" allowfullscreen></iframe>`,
  thumbnail_url: `https://media.example.org/api/watch/${EXAMPLE_IDS.video}/poster?v=${EXAMPLE_IDS.output}`,
  thumbnail_width: 1_280,
  thumbnail_height: 720,
};

export const EXAMPLE_VIEWING = {
  title: EXAMPLE_VIDEO.title,
  description: EXAMPLE_VIDEO.description,
  durationMs: EXAMPLE_VIDEO.source.durationMs,
  width: 1_920,
  height: 1_080,
  poster: `${STORE}/media/${EXAMPLE_IDS.video}/poster.jpg?${SIGNED}`,
  hlsUrl: `https://media.example.org/api/videos/${EXAMPLE_IDS.video}/hls/master.m3u8?token=eyJhbGciOiJIUzI1NiJ9…`,
  dashUrl: `https://media.example.org/api/videos/${EXAMPLE_IDS.video}/dash/manifest.mpd?token=eyJhbGciOiJIUzI1NiJ9…`,
  chapters: EXAMPLE_VIDEO.chapters,
  isPublic: true,
  downloadUrl: `https://media.example.org/api/videos/${EXAMPLE_IDS.video}/download?token=eyJhbGciOiJIUzI1NiJ9…`,
  refreshUrl: `https://media.example.org/api/watch/${EXAMPLE_IDS.video}`,
  beaconUrl: `https://media.example.org/api/videos/${EXAMPLE_IDS.video}/beacons`,
};

const EXAMPLE_VIEWS = { plays: 42, sessions: 31, watchedSeconds: 5_310 };

/** Of one day, in which most viewers stopped halfway. */
export const EXAMPLE_STATISTICS = {
  ...{ from: '2026-01-31', to: '2026-01-31', disabledBy: null },
  totals: EXAMPLE_VIEWS,
  days: [{ date: '2026-01-31', ...EXAMPLE_VIEWS }],
  heatmap: Array.from({ length: HEAT_BUCKETS }, (_, bucket) => (bucket < HEAT_BUCKETS / 2 ? 40 : 12)),
};

export const EXAMPLE_TOP_VIDEO = { id: EXAMPLE_IDS.video, title: EXAMPLE_VIDEO.title, ...EXAMPLE_VIEWS };

export const EXAMPLE_SHARE_TOKEN = 'mk8XJ0pQzq2v3cN1yT7uRw5sLdEfGhIjKlMnOpQrStU';

export const EXAMPLE_SHARE = {
  id: EXAMPLE_IDS.share,
  url: `https://media.example.org/s#${EXAMPLE_SHARE_TOKEN}`,
  expiresAt: '2026-02-28T12:00:00.000Z',
  hasPassword: true,
  allowDownload: false,
  createdAt: '2026-01-31T12:00:00.000Z',
};

const EXAMPLE_ATTEMPT = {
  number: 1,
  worker: 'worker-1',
  status: 'completed',
  startedAt: '2026-01-31T12:00:02.000Z',
  endedAt: '2026-01-31T12:00:08.500Z',
  exitCode: 0,
  cpuSeconds: 12.4,
  maxRssBytes: 412_000_000,
};

export const EXAMPLE_JOBS = {
  items: [
    {
      id: EXAMPLE_IDS.job,
      recipe: 'stream',
      status: 'running',
      progress: 45,
      estimatedCpuSeconds: 58.5,
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      traceUrl: 'https://traces.example.org/trace/4bf92f3577b34da6a3ce929d0e0e4736',
      startedAt: '2026-01-31T12:00:00.000Z',
      finishedAt: null,
      tasks: [
        {
          id: EXAMPLE_IDS.task,
          kind: 'encode',
          name: 'encode 1',
          status: 'completed',
          weight: 3_800,
          durationMs: 6_500,
          attempts: [EXAMPLE_ATTEMPT],
        },
      ],
    },
  ],
  video: { status: 'processing', progress: 45, playable: true, generation: 1 },
};

export const EXAMPLE_RECIPE = {
  name: 'stream',
  title: 'Stream',
  description: RECIPES.stream.description,
  outputs: ['hls', 'dash', 'mp4', 'poster', 'preview'],
};

export const EXAMPLE_PLAYBACK_TOKEN = {
  token: 'eyJhbGciOiJIUzI1NiJ9.eyJ2aWQiOiIwMTk3YzBkZSJ9.c2lnbmF0dXJl',
  hlsUrl: `https://media.example.org/api/videos/${EXAMPLE_IDS.video}/hls/master.m3u8?token=eyJhbGciOiJIUzI1NiJ9…`,
  dashUrl: `https://media.example.org/api/videos/${EXAMPLE_IDS.video}/dash/manifest.mpd?token=eyJhbGciOiJIUzI1NiJ9…`,
  expiresAt: '2026-01-31T18:00:00.000Z',
};

export const EXAMPLE_DOWNLOAD = { url: `${STORE}/media/${EXAMPLE_IDS.video}/best.mp4?${SIGNED}` };

export const EXAMPLE_PROBLEM = {
  type: 'about:blank',
  title: 'Unprocessable Content',
  status: 422,
  code: 'REQUEST_INVALID',
  detail: ERRORS.REQUEST_INVALID.text,
  requestId: '0b0e7c1e-2f0e-4c58-9d8c-2f1f6f0e7a11',
  errors: [{ path: 'title', message: 'Must not be empty' }],
};
