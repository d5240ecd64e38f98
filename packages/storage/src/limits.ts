/**
 * Deadlines in milliseconds, including the SDK's retries. `callMs`: requests that a healthy store answers immediately.
 * `workMs`: requests that move or join bytes, and complete listings. `signal` aborts all of them.
 */
export type Limits = { callMs: number; workMs: number; signal?: AbortSignal | undefined };

/** Longer than the SDK's connect timeout with all its retries. */
const CALL_MS = 60_000;
/** CompleteMultipartUpload "could take several minutes": https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
const WORK_MS = 15 * 60_000;
/** For background work. */
export const BACKGROUND_LIMITS: Limits = { callMs: CALL_MS, workMs: WORK_MS };
