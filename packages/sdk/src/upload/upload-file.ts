import type { UploadCreated, UploadView, VideoDetails, VideoView } from '@media/contracts';
import { ApiError } from '../http/api-error.js';
import { backoffMs, isTransient, sleep, withRetries } from '../http/backoff.js';
import type { UploadsResource } from '../resources/uploads.js';
import type { VideosResource } from '../resources/videos.js';
import { type ConnectionSpeed, createSpeedProbe, SMALL_PART_BYTES } from './connection-speed.js';
import { missingParts, type Part, planParts } from './plan-parts.js';
import { createProgressMeter, type UploadProgress } from './progress-meter.js';
import { sendParts } from './send-parts.js';
import type { Sending } from './sending.js';
import { UploadMismatchError } from './upload-mismatch-error.js';
import { declaredName, declaredType, sourceOf, type UploadSource } from './upload-source.js';

export type UploadOptions = {
  onProgress?: (progress: UploadProgress) => void;
  /**
   * Called with the id for resuming or aborting the upload. Called again if a slow connection makes the upload start over with
   * smaller parts.
   */
  onUpload?: (uploadId: string) => void;
  /** Pauses the upload; uploaded parts are kept. Continue with `resume`, or delete them with `uploads.abort`. */
  signal?: AbortSignal;
  /** How many parts to send at the same time; 4 by default. */
  parallel?: number;
  /** The id of an unfinished upload of the same file. */
  resume?: string;
  /** Title, recipe and metadata of the new video. */
  video?: VideoDetails;
};

type Deps = {
  uploads: UploadsResource;
  videos: Pick<VideosResource, 'create'>;
  /** Measured by earlier uploads. */
  speed: ConnectionSpeed;
};

const ATTEMPTS_PER_CALL = 6;
const COMPLETION_ROUNDS = 3;
/** The server holds each request for a while before it responds: enough for half an hour, for the largest files on the slowest stores. */
const COMPLETION_POLLS = 150;

/**
 * Uploads a file straight to object storage and creates its video. Throws ApiError, NetworkError, StoreError, the signal's
 * reason, UploadMismatchError when `resume` names the upload of another file, or TypeError when it can't be an id.
 */
export const uploadFile = async (
  deps: Deps,
  file: File | UploadSource,
  options: UploadOptions = {},
): Promise<VideoView> => {
  const source = sourceOf(file);
  const { resume } = options;
  if (resume !== undefined) return send(deps, source, await reopen(deps, source, resume, options.signal), options);
  const upload = await open(deps, source, options, deps.speed.isSlow());
  try {
    return await send(deps, source, upload, options, true);
  } catch (error) {
    if (!(error instanceof SlowConnectionError)) throw error;
    // An open upload counts against the account's storage quota.
    await deps.uploads.abort(upload.id).catch(() => undefined);
    return send(deps, source, await open(deps, source, options, true), options);
  }
};

/** The connection is slow, the parts are large and none has arrived yet: the upload starts over with smaller parts. */
class SlowConnectionError extends Error {}

const send = async (
  deps: Deps,
  source: UploadSource,
  upload: UploadCreated | UploadView,
  options: UploadOptions,
  isMeasured = false,
): Promise<VideoView> => {
  options.onUpload?.(upload.id);
  const parts = planParts(source.sizeBytes, upload);
  const todo = missingParts(parts, 'uploadedParts' in upload ? upload.uploadedParts : []);
  let confirmedBytes = 0;
  const meter = createProgressMeter({
    totalBytes: source.sizeBytes,
    onProgress: (progress) => {
      confirmedBytes = progress.sentBytes;
      options.onProgress?.(progress);
    },
  });
  const slow = new AbortController();
  const onMeasured = (bytesPerSecond: number): void => {
    deps.speed.measured(bytesPerSecond);
    // Until a part is confirmed, starting over costs only the seconds so far.
    if (deps.speed.isSlow() && confirmedBytes === 0 && hasLargeParts(upload)) slow.abort(new SlowConnectionError());
  };
  const { parallel = 4 } = options;
  const signal = options.signal ? AbortSignal.any([options.signal, slow.signal]) : slow.signal;
  const probe = isMeasured ? createSpeedProbe(onMeasured) : undefined;
  const { uploads } = deps;
  const sending: Sending = {
    uploads,
    uploadId: upload.id,
    source,
    meter,
    probe,
    parallel,
    signal,
    withChecksums: true,
  };
  const isClosed = upload.status === 'completed' || upload.status === 'completing';
  meter.startWith(isClosed ? parts : parts.filter((part) => !todo.includes(part)));

  if (!isClosed) await sendUntilClosed(sending, todo);
  const video = await complete(deps, sending, parts, options);
  meter.finish();
  return video;
};

const hasLargeParts = ({ strategy, partSizeBytes }: Pick<UploadView, 'strategy' | 'partSizeBytes'>): boolean =>
  strategy === 'multipart' && partSizeBytes > SMALL_PART_BYTES;

const open = async (
  { uploads }: Deps,
  source: UploadSource,
  { video, signal }: UploadOptions,
  isSlow: boolean,
): Promise<UploadCreated> => {
  const request = {
    fileName: declaredName(source.name),
    sizeBytes: source.sizeBytes,
    contentType: declaredType(source.contentType),
    // With `video`, the server creates the video even if this client dies after the last part.
    video: video ?? {},
  };
  const create = (layout: { partSizeBytes?: number }): Promise<UploadCreated> => {
    const idempotencyKey = randomKey();
    const attempt = () => uploads.create({ ...request, ...layout }, { idempotencyKey, signal });
    return withRetries(attempt, { attempts: ATTEMPTS_PER_CALL, signal });
  };
  if (!isSlow) return create({});
  return create({ partSizeBytes: SMALL_PART_BYTES }).catch((error: unknown) => {
    // An older server doesn't know `partSizeBytes`.
    if (error instanceof ApiError && error.status === 422) return create({});
    throw error;
  });
};

// Not crypto.randomUUID: it doesn't exist on pages served over plain HTTP.
const randomKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

const reopen = async (
  { uploads }: Deps,
  source: UploadSource,
  resume: string,
  signal: AbortSignal | undefined,
): Promise<UploadView> => {
  const upload = await withRetries(() => uploads.get(resume, signal), { attempts: ATTEMPTS_PER_CALL, signal });
  const isSame = upload.sizeBytes === source.sizeBytes && upload.fileName === declaredName(source.name);
  if (!isSame) throw new UploadMismatchError(upload.fileName);
  return upload;
};

/**
 * Sends parts until all have arrived or the upload is closed. The server closes it without this client when the response
 * to the last part was lost: it finds all bytes and creates the video itself. Creating the video then returns that one.
 */
const sendUntilClosed = async (sending: Sending, parts: readonly Part[]): Promise<void> => {
  try {
    await sendParts(sending, parts);
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'UPLOAD_CLOSED')) throw error;
  }
};

/** Creates the video. The store decides what has arrived: missing parts are sent again. */
const complete = async (
  deps: Deps,
  sending: Sending,
  parts: readonly Part[],
  { video, signal }: UploadOptions,
): Promise<VideoView> => {
  const create = () => deps.videos.create({ ...video, uploadId: sending.uploadId as VideoUploadId }, signal);
  for (let round = 1; ; round += 1) {
    try {
      return await untilCompleted(create, signal);
    } catch (error) {
      const missing = error instanceof ApiError && error.code === 'UPLOAD_INCOMPLETE' ? error.missingParts : [];
      if (missing.length === 0 || round === COMPLETION_ROUNDS) throw error;
      for (const partNumber of missing) sending.meter.lost(partNumber);
      await sendUntilClosed(
        sending,
        parts.filter(({ partNumber }) => missing.includes(partNumber)),
      );
    }
  }
};

/** Polls while the store is still assembling the parts. That isn't a failure, so it uses up no attempts. */
const untilCompleted = async (create: () => Promise<VideoView>, signal?: AbortSignal): Promise<VideoView> => {
  const canRetry = (error: unknown) => isTransient(error) && !isCompleting(error);
  for (let polls = 1; ; polls += 1) {
    try {
      return await withRetries(create, { attempts: ATTEMPTS_PER_CALL, signal, isTransient: canRetry });
    } catch (error) {
      if (!isCompleting(error) || polls === COMPLETION_POLLS) throw error;
      await sleep(error.retryAfterMs ?? backoffMs(0), signal);
    }
  }
};

const isCompleting = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'UPLOAD_COMPLETING';

type VideoUploadId = Parameters<Deps['videos']['create']>[0]['uploadId'];
