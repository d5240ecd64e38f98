import { setTimeout as sleep } from 'node:timers/promises';
import type { VideoDetails } from '@media/contracts';
import {
  type Actor,
  AppError,
  actorRef,
  formatTraceparent,
  storageKeys,
  type TraceContext,
  type VideoId,
} from '@media/core';
import { canStill, createVideo, databaseNow, discard, type Upload } from '@media/database';
import type { Stored, StoreLimits } from '@media/storage';
import { defaultTitle } from './default-title.js';
import type { IngestDeps } from './ingest-deps.js';
import { joinBytes } from './join-bytes.js';
import { resolveRecipe } from './resolve-recipe.js';
import { LATE_BYTES_MS } from './upload-urls.js';
import { nextCheckAt } from './when-to-check.js';

export type Completed = { videoId: VideoId; isNew: boolean };

export type Completion = {
  upload: Upload;
  /** The actor that completes it. The service does it for whoever created the upload. */
  actor: Actor;
  /** Requested properties of the video. */
  details: VideoDetails;
  /** Of the request that completes it; the job inherits it. */
  trace: TraceContext;
};

/**
 * `leaseMs`: without a renewal for this long, a completion counts as dead and another caller can take it over.
 * `waitMs`: how long a caller waits for another caller's completion.
 * `limits`: those of a request. They bound the check of what has arrived, and the request waits at most `waitMs` for its
 * own completion too. The store can take minutes to join many parts, and a join can't be canceled: it continues without
 * the request, and the next request finds its video.
 */
export type CompletionTimeouts = { leaseMs: number; waitMs: number; limits?: StoreLimits };
export const DEFAULT_TIMEOUTS: CompletionTimeouts = { leaseMs: 60_000, waitMs: 20_000 };
const CHECK_INTERVAL_MS = 100;

/** Waits twice the store's deadline: long enough to tell a slow store from a silent one. */
export const timeoutsOf = (limits: StoreLimits): CompletionTimeouts => ({
  leaseMs: DEFAULT_TIMEOUTS.leaseMs,
  waitMs: 2 * (limits.deadlineMs ?? DEFAULT_TIMEOUTS.waitMs),
  limits,
});

const RETRY_AFTER_SECONDS = 2;

/**
 * Completes an upload and creates its video. If called concurrently, one call does it and all return the same video.
 * Every step can be repeated, so another call can continue after a crash.
 * @throws AppError UPLOAD_INCOMPLETE with missingParts, UPLOAD_SIZE_MISMATCH, UPLOAD_CLOSED, UPLOAD_COMPLETING,
 * RECIPE_UNKNOWN, STORAGE_UNAVAILABLE, CANCELLED when the client has left, FORBIDDEN if the actor has lost access meanwhile
 */
export const completeUpload = async (
  deps: IngestDeps,
  completion: Completion,
  timeouts = DEFAULT_TIMEOUTS,
): Promise<Completed> => {
  const { upload, actor, details } = completion;
  if (upload.posterOf !== null) throw new AppError('UPLOAD_NOT_FOUND', { id: upload.id, posterOf: upload.posterOf });
  resolveRecipe(details.recipe);
  const waitUntil = Date.now() + timeouts.waitMs;
  for (let seen = upload; ; seen = await deps.uploads.get(actor.organizationId, upload.id)) {
    if (seen.status === 'completed') return { videoId: seen.videoId, isNew: false };
    if (seen.status === 'aborted' || seen.status === 'expired') throw new AppError('UPLOAD_CLOSED', { id: seen.id });
    const claimed = await deps.uploads.claimCompletion(seen, details, timeouts.leaseMs);
    const completing = claimed && completeClaimed(deps, { ...completion, upload: claimed }, timeouts);
    const completed =
      completing && (await (timeouts.limits ? withTimeout(deps, upload, completing, waitUntil) : completing));
    if (completed) return completed;
    if (Date.now() > waitUntil || timeouts.limits?.signal?.aborted) throw completingError(seen);
    await sleep(CHECK_INTERVAL_MS);
  }
};

const completingError = ({ id }: Upload): AppError =>
  new AppError('UPLOAD_COMPLETING', { id, retryAfterSeconds: RETRY_AFTER_SECONDS });

/** Waits for a completion until `waitUntil`; it continues in the background. @throws AppError UPLOAD_COMPLETING on timeout */
const withTimeout = async (
  { log }: IngestDeps,
  upload: Upload,
  completing: Promise<Completed | undefined>,
  waitUntil: number,
): Promise<Completed | undefined> => {
  const stop = new AbortController();
  const pauseMs = Math.max(0, waitUntil - Date.now());
  const late = sleep(pauseMs, 'late' as const, { signal: stop.signal }).catch(() => undefined);
  const outcome = await Promise.race([completing, late]).finally(() => stop.abort());
  if (outcome !== 'late') return outcome;
  const fail = (error: unknown) =>
    log.warn({ uploadId: upload.id, err: error }, 'Upload completion failed after its request ended');
  completing.catch(fail);
  throw completingError(upload);
};

/** Undefined if another caller took the claim over; it then decides the outcome. */
const completeClaimed = async (
  deps: IngestDeps,
  completion: Completion,
  { leaseMs, limits }: CompletionTimeouts,
): Promise<Completed | undefined> => {
  const { upload: claimed, actor, trace } = completion;
  const stopRenewing = renewPeriodically(deps, claimed, leaseMs);
  try {
    const source = await joinBytes(deps, claimed, limits);
    const completed = await makeVideo(deps, completion, source);
    const facts = { uploadId: claimed.id, ...completed, actor: actorRef(actor), traceId: trace.traceId };
    deps.log.info(facts, 'Upload completed');
    return completed;
  } catch (error) {
    if (await reopen(deps, claimed)) throw error;
    deps.log.info({ uploadId: claimed.id, err: error }, 'Upload completion claim lost');
    return undefined;
  } finally {
    stopRenewing();
  }
};

/** Joining many parts can take longer than the lease, so it is renewed until the returned function is called. */
const renewPeriodically = ({ uploads, log }: IngestDeps, claimed: Upload, leaseMs: number): (() => void) => {
  const renew = () =>
    uploads
      .renewClaim(claimed, leaseMs)
      .catch((error) => log.warn({ uploadId: claimed.id, err: error }, 'Renewing upload completion claim failed'));
  const timer = setInterval(() => void renew(), leaseMs / 3);
  return () => clearInterval(timer);
};

/** Reopens the upload, so that the client can send what is missing. False if the claim is lost. */
const reopen = async ({ database, uploads }: IngestDeps, claimed: Upload): Promise<boolean> => {
  try {
    const checkAt = nextCheckAt(claimed, await databaseNow(database));
    await uploads.apply(claimed, 'reopened', { checkAt });
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'UPLOAD_CLOSED') return false;
    throw error;
  }
};

const makeVideo = (
  deps: IngestDeps,
  { actor, upload, details, trace }: Completion,
  { etag, sizeBytes }: Stored,
): Promise<Completed> =>
  deps.database.transaction(async (tx) => {
    const { videoId, organizationId, fileName } = upload;
    const asked = actor.type === 'system' ? upload.actor : actor;
    if (!(await canStill(tx, { ...asked, organizationId }, 'video.write')))
      throw new AppError('FORBIDDEN', { actor: actorRef(asked), permission: 'video.write' });
    await deps.uploads.apply(upload, 'completed', { tx });
    const { title = defaultTitle(fileName), description = '', tags = [], metadata = {}, priority } = details;
    const source = { key: storageKeys.source(videoId), etag, sizeBytes, fileName };
    if (upload.objectKey !== source.key) await discard(tx, [upload.objectKey], LATE_BYTES_MS);
    const traceparent = formatTraceparent(trace);
    const facts = { id: videoId, organizationId, title, description, tags, metadata, source, traceparent };
    const video = { ...facts, ...(priority && { priority }) };
    await createVideo(tx, actor, video, resolveRecipe(details.recipe));
    return { videoId, isNew: true };
  });
