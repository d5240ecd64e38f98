import type { UploadCreated, UploadView, VideoDetails, VideoView } from '@media/contracts';
import { ApiError } from '../http/api-error.js';
import { backoffMs, isPassing, sleep, withRetries } from '../http/backoff.js';
import type { uploadsResource } from '../resources/uploads.js';
import type { videosResource } from '../resources/videos.js';
import { createSpeedProbe, type LineSpeed, SMALL_PART_BYTES } from './line-speed.js';
import { missingParts, type Part, planParts } from './plan-parts.js';
import { createProgressMeter, type UploadProgress } from './progress-meter.js';
import { sendParts } from './send-parts.js';
import type { Sending } from './sending.js';
import { UploadMismatchError } from './upload-mismatch-error.js';
import { announcedName, announcedType, sourceOf, type UploadSource } from './upload-source.js';

export type UploadOptions = {
  onProgress?: (progress: UploadProgress) => void;
  /**
   * Told as soon as there is an upload that could be resumed or aborted, and once more where a slow line makes it begin
   * anew with smaller parts.
   */
  onUpload?: (uploadId: string) => void;
  /** Stops sending and keeps what has arrived: `resume` goes on from there, `uploads.abort` gives it up. */
  signal?: AbortSignal;
  /** Parts sent at the same time; 4 unless told. */
  parallel?: number;
  /** The id of an unfinished upload of this very file. */
  resume?: string;
  /** Title, recipe and metadata of the video to make. */
  video?: VideoDetails;
};

type Deps = {
  uploads: ReturnType<typeof uploadsResource>;
  videos: Pick<ReturnType<typeof videosResource>, 'create'>;
  /** What is known of the line from earlier uploads. */
  line: LineSpeed;
};

const ATTEMPTS_PER_CALL = 6;
const ROUNDS = 3;
/** The server holds each request for a while before it says so: half an hour, for the largest files on the slowest stores. */
const LOOKS_AT_COMPLETION = 150;

/**
 * Uploads a file straight to the store and makes its video. Throws ApiError, NetworkError, StoreError, the signal's
 * reason, or UploadMismatchError when `resume` names the upload of another file.
 */
export const uploadFile = async (
  deps: Deps,
  file: File | UploadSource,
  options: UploadOptions = {},
): Promise<VideoView> => {
  const source = sourceOf(file);
  if (options.resume) return send(deps, source, await reopen(deps, source, options), options);
  const upload = await open(deps, source, options, deps.line.isSlow());
  try {
    return await send(deps, source, upload, options, true);
  } catch (error) {
    if (!(error instanceof SlowLineError)) throw error;
    // What the account may store is reserved for it until then.
    await deps.uploads.abort(upload.id).catch(() => undefined);
    return send(deps, source, await open(deps, source, options, true), options);
  }
};

/** The line is slow and the parts are large: they are cut again as long as none has arrived. */
class SlowLineError extends Error {}

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
    deps.line.measured(bytesPerSecond);
    // While nothing has arrived, to begin anew costs seconds only.
    if (deps.line.isSlow() && confirmedBytes === 0 && isCoarse(upload)) slow.abort(new SlowLineError());
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
  const isOver = upload.status === 'completed' || upload.status === 'completing';
  meter.startWith(isOver ? parts : parts.filter((part) => !todo.includes(part)));

  if (!isOver) await sendUntilClosed(sending, todo);
  const video = await complete(deps, sending, parts, options);
  meter.finish();
  return video;
};

const isCoarse = ({ strategy, partSizeBytes }: Pick<UploadView, 'strategy' | 'partSizeBytes'>): boolean =>
  strategy === 'multipart' && partSizeBytes > SMALL_PART_BYTES;

const open = async (
  { uploads }: Deps,
  source: UploadSource,
  { video, signal }: UploadOptions,
  isSlow: boolean,
): Promise<UploadCreated> => {
  const request = {
    fileName: announcedName(source.name),
    sizeBytes: source.sizeBytes,
    contentType: announcedType(source.contentType),
    // With it, the server makes the video even if this client dies after the last part.
    video: video ?? {},
  };
  const create = (wish: { partSizeBytes?: number }): Promise<UploadCreated> => {
    const idempotencyKey = randomKey();
    const ask = () => uploads.create({ ...request, ...wish }, { idempotencyKey, signal });
    return withRetries(ask, { attempts: ATTEMPTS_PER_CALL, signal });
  };
  if (!isSlow) return create({});
  return create({ partSizeBytes: SMALL_PART_BYTES }).catch((error: unknown) => {
    // An older server does not know the wish.
    if (error instanceof ApiError && error.status === 422) return create({});
    throw error;
  });
};

// Not crypto.randomUUID: a page that came over plain HTTP has none.
const randomKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

const reopen = async (
  { uploads }: Deps,
  source: UploadSource,
  { resume = '', signal }: UploadOptions,
): Promise<UploadView> => {
  const upload = await withRetries(() => uploads.get(resume, signal), { attempts: ATTEMPTS_PER_CALL, signal });
  const isSame = upload.sizeBytes === source.sizeBytes && upload.fileName === announcedName(source.name);
  if (!isSame) throw new UploadMismatchError(upload.fileName);
  return upload;
};

/**
 * Sends parts until they are there or the upload is closed. It is closed behind a sender's back when the answer to the
 * last part was lost and the server, finding all bytes, made the video by itself: asking for the video then tells.
 */
const sendUntilClosed = async (sending: Sending, parts: readonly Part[]): Promise<void> => {
  try {
    await sendParts(sending, parts);
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'UPLOAD_CLOSED')) throw error;
  }
};

/** Makes the video. The store has the last word on what has arrived: what it lacks is sent again. */
const complete = async (
  deps: Deps,
  sending: Sending,
  parts: readonly Part[],
  { video, signal }: UploadOptions,
): Promise<VideoView> => {
  const create = () => deps.videos.create({ ...video, uploadId: sending.uploadId as VideoUploadId }, signal);
  for (let round = 1; ; round += 1) {
    try {
      return await onceCompleted(create, signal);
    } catch (error) {
      const lacking = error instanceof ApiError && error.code === 'UPLOAD_INCOMPLETE' ? error.missingParts : [];
      if (lacking.length === 0 || round === ROUNDS) throw error;
      for (const partNumber of lacking) sending.meter.lost(partNumber);
      await sendUntilClosed(
        sending,
        parts.filter(({ partNumber }) => lacking.includes(partNumber)),
      );
    }
  }
};

/** Asks again while the store still joins the parts. That is no failure, so it uses up none of the attempts. */
const onceCompleted = async (create: () => Promise<VideoView>, signal?: AbortSignal): Promise<VideoView> => {
  const mayPass = (error: unknown) => isPassing(error) && !isCompleting(error);
  for (let looks = 1; ; looks += 1) {
    try {
      return await withRetries(create, { attempts: ATTEMPTS_PER_CALL, signal, mayPass });
    } catch (error) {
      if (!isCompleting(error) || looks === LOOKS_AT_COMPLETION) throw error;
      await sleep(error.retryAfterMs ?? backoffMs(0), signal);
    }
  }
};

const isCompleting = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'UPLOAD_COMPLETING';

type VideoUploadId = Parameters<Deps['videos']['create']>[0]['uploadId'];
