import {
  type Actor,
  type OrganizationId,
  PLAN_VERSION,
  type Plan,
  RECIPES,
  type SourceProbe,
  storageKeys,
  systemActor,
  type VideoId,
} from '@media/core';
import { accountRepository, type Database, newId, type Transaction } from './index.js';
import { createVideo } from './videos.js';

/** A plan with two chunks, one rendition and one audio track, for tests without ffmpeg. */
export const PLAN: Plan = {
  version: PLAN_VERSION,
  recipe: 'stream',
  durationMs: 8_000,
  video: {
    streamIndex: 0,
    clock: { kind: 'constant', tick: { num: 1, den: 25 }, originPts: 0, sourceTimeBase: { num: 1, den: 12_800 } },
    frameRate: { num: 25, den: 1 },
    frameCount: 200,
    durationMs: 8_000,
    preset: 'veryfast',
    crf: 23,
    colors: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' },
    copy: { copied: false, rule: 'recipe', unmet: ['recipe'] },
    reorder: true,
    renditions: [{ name: '360p', width: 640, height: 360, maxBitrateBps: 900_000, bufferBits: 1_800_000 }],
    chunks: [0, 1].map((index) => ({
      ...{ index, segmentStarts: [index * 4], segmentFrames: [100], firstFrame: index * 100, expectedFrames: 100 },
      ...{ startMs: index * 4_000, durationMs: 4_000 },
    })),
  },
  audios: [
    {
      ...{ index: 0, streamIndex: 1, name: 'a0', label: 'Audio', default: true, channels: 2 },
      ...{ sampleRateHz: 48_000, bitrateBps: 128_000, originSeconds: 0 },
    },
  ],
  texts: [],
  chapters: [],
  outputs: [],
  warnings: [],
  weights: {
    fetch: 400,
    probe: 100,
    chunks: [4_000, 4_000],
    repackage: 0,
    audios: [1_000],
    poster: 0,
    preview: 0,
    text: 0,
    package: 400,
    verify: 100,
  },
};

const IMAGE = {
  ...{ streamIndex: 0, width: 640, height: 360 },
  colors: { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709' },
} as const;

/** The same plan with a poster and a preview. */
export const PLAN_WITH_IMAGES: Plan = {
  ...PLAN,
  poster: { ...IMAGE, seekSeconds: 1 },
  preview: { ...IMAGE, exact: false, moments: [{ seekSeconds: 1, durationSeconds: 1 }] },
};

export const PROBE: SourceProbe = {
  ...{ container: 'mov', durationMs: 8_000, sizeBytes: 1_000, startSeconds: 0, seekable: true, audios: [] },
};

export type TestVideo = { organizationId: OrganizationId; videoId: VideoId; actor: Actor };

const addOrganization = async (database: Database): Promise<OrganizationId> => {
  const accounts = accountRepository(database);
  const account = await accounts.register({ email: `${newId()}@example.org`, passwordHash: 'x' });
  const organizationId = account.organizations[0]?.id;
  if (!organizationId) throw new Error('a new account has no organization');
  return organizationId;
};

/** A queued video, by default of a new organization. */
export const addVideo = async (database: Database, owner?: OrganizationId): Promise<TestVideo> => {
  const organizationId = owner ?? (await addOrganization(database));
  const videoId = newId<'VideoId'>();
  const actor = systemActor(organizationId, 'test');
  const source = { key: storageKeys.source(videoId), etag: '"e"', sizeBytes: 1_000, fileName: 'a.mp4' };
  await database.transaction((tx: Transaction) =>
    createVideo(tx, actor, { id: videoId, organizationId, title: 'a', metadata: {}, source }, RECIPES.stream),
  );
  return { organizationId, videoId, actor };
};
