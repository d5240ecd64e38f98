import { layoutParts, type OrganizationId, partSize, storageKeys, systemActor, type UserId } from '@media/core';
import {
  accountRepository,
  auditErasure,
  auditRepository,
  changeRepository,
  databaseNow,
  emailTokenRepository,
  garbageRepository,
  historyRepository,
  idempotencyRepository,
  invitationRepository,
  newId,
  openDatabase,
  organizationRemoval,
  sessionRepository,
  shareRepository,
  statisticsRepository,
  trashCommands,
  type Upload,
  uploadRepository,
  videoRepository,
} from '@media/database';
import { completeUpload, declaredDetails, firstCheckAt, layoutOf } from '@media/ingest';
import { createLog, newTrace } from '@media/runtime';
import { createTestBucket, createTestDatabase, type TestBucket } from '@media/testkit';
import type { SweepDeps } from './sweep-deps.js';

const HOUR_MS = 3_600_000;
const FIRST_CHECK_MS = 30_000;
/** The smallest multipart upload: just over 16 MiB. */
export const TWO_PARTS_BYTES = 16 * 1024 * 1024 + 5;
const SMALL = new TextEncoder().encode('hello world');

export type UploadScene = Awaited<ReturnType<typeof openUploads>>;
export type Owner = { organizationId: OrganizationId; userId: UserId };
type UploadOptions = {
  sizeBytes?: number;
  video?: Record<string, unknown> | null;
  /** As the release before this one created small uploads: for one PUT to a key of its own. */
  plain?: true;
};

/** A database, a store, the sweeper's dependencies, and clients that create, send and complete uploads like through the API. */
export const openUploads = async (bucket?: TestBucket) => {
  const [server, { store }] = await Promise.all([createTestDatabase(), bucket ?? createTestBucket()]);
  const database = openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 6, onEvents: () => undefined });
  const deps: SweepDeps = {
    ...{ database, store, log: createLog('test', 'silent'), uploads: uploadRepository(database) },
    removal: organizationRemoval(database),
    trash: trashCommands(database, 0),
    garbage: garbageRepository(database),
    idempotency: idempotencyRepository(database),
    invitations: invitationRepository(database),
    shares: shareRepository(database),
    auditLog: auditRepository(database),
    auditErasure: auditErasure(database),
    statistics: statisticsRepository(database),
    sessions: sessionRepository(database),
    emailTokens: emailTokenRepository(database),
    changes: changeRepository(database),
    history: historyRepository(database),
    config: {
      sweepIntervalMs: 50,
      historyMs: 90 * 24 * HOUR_MS,
      auditRetentionMs: 365 * 24 * HOUR_MS,
      statisticsDays: 730,
      uploadLifetimeMs: 72 * HOUR_MS,
    },
  };
  const client = clientOf(deps);
  return {
    ...{ deps, database, store, ...client },
    newOwner: () => newOwner(deps),
    videosOf: async ({ organizationId }: Owner) =>
      (await videoRepository(database).list(organizationId, { limit: 25 })).videos,
    rowOf: ({ organizationId, id }: Upload) => deps.uploads.get(organizationId, id),
    statusOf: async ({ organizationId, id }: Upload) => (await deps.uploads.get(organizationId, id)).status,
    close: async (): Promise<void> => {
      await database.close();
      await server.drop();
    },
  };
};

const newOwner = async ({ database }: SweepDeps): Promise<Owner> => {
  const account = { email: `${newId()}@example.org`, passwordHash: 'x' };
  const { id: userId, organizations } = await accountRepository(database).register(account);
  const organizationId = organizations[0]?.id;
  if (!organizationId) throw new Error('a new account has no organization');
  return { organizationId, userId };
};

const clientOf = (deps: SweepDeps) => {
  const { database, uploads, store, config } = deps;
  const createUpload = async (
    { organizationId, userId }: Owner,
    { sizeBytes = SMALL.byteLength, video: videoDetails = null, plain }: UploadOptions = {},
  ): Promise<Upload> => {
    const layout = layoutParts(sizeBytes);
    const [id, videoId] = [newId<'UploadId'>(), newId<'VideoId'>()];
    const objectKey = plain ? `uploads/${id}` : storageKeys.source(videoId);
    const now = await databaseNow(database);
    const expiresAt = new Date(now.getTime() + config.uploadLifetimeMs);
    return uploads.create({
      ...{ id, videoId, organizationId, objectKey, sizeBytes, videoDetails, expiresAt, ...layout },
      ...{
        fileName: 'Holiday in Rome.mp4',
        contentType: 'video/mp4',
        actor: { type: 'user', id: userId, label: 'Ada' },
      },
      multipartId: plain ? null : await store.createMultipart(objectKey, 'video/mp4'),
      checkAt: firstCheckAt({ expiresAt, videoDetails }, now, FIRST_CHECK_MS),
    });
  };

  /** Sends parts of a multipart upload, with distinguishable content. */
  const sendParts = async (upload: Upload, ...partNumbers: number[]): Promise<void> => {
    const now = await databaseNow(database);
    for (const partNumber of partNumbers) {
      const sizeBytes = partSize(upload.sizeBytes, layoutOf(upload), partNumber) ?? 0;
      const options = { sizeBytes, expiresInSeconds: 60 };
      const signed = await store.presignPart(upload.objectKey, upload.multipartId ?? '', partNumber, options);
      await uploads.apply(await uploads.get(upload.organizationId, upload.id), 'signed', {
        checkAt: firstCheckAt(upload, now, FIRST_CHECK_MS),
      });
      await put(signed, new Uint8Array(sizeBytes).fill(partNumber));
    }
  };

  /** A small upload, sent but not completed. */
  const sendSmallFile = async (owner: Owner, options?: UploadOptions): Promise<Upload> => {
    const upload = await createUpload(owner, options);
    const { objectKey, multipartId, contentType, sizeBytes } = upload;
    const signing = { sizeBytes, expiresInSeconds: 60 };
    const signed = multipartId
      ? await store.presignPart(objectKey, multipartId, 1, signing)
      : await store.presignPut(objectKey, { ...signing, contentType });
    await put(signed, SMALL);
    return upload;
  };

  /** Like POST /videos. */
  const complete = async (upload: Upload, asked: Record<string, string> = {}) => {
    const actor = systemActor(upload.organizationId, 'test');
    const details = { ...declaredDetails(upload), ...asked };
    return completeUpload(deps, { upload, actor, details, trace: newTrace() });
  };

  return { createUpload, sendParts, sendSmallFile, complete };
};

type Signed = { url: string; headers: Record<string, string> };

/** Sends bytes to a presigned URL, like a browser. */
const put = async ({ url, headers }: Signed, body: Uint8Array<ArrayBuffer>): Promise<void> => {
  const { status } = await fetch(url, { method: 'PUT', headers, body });
  if (status !== 200) throw new Error(`The store responded with ${status}.`);
};
