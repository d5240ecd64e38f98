/**
 * How long answers may take, in milliseconds and with the SDK's own retries. `callMs`: a request that a healthy store
 * answers at once. `workMs`: one that moves or joins bytes, or a whole list. `signal` ends everything.
 */
export type Limits = { callMs: number; workMs: number; signal?: AbortSignal | undefined };

/** Longer than the SDK waits for a silent connection, shorter than anybody would wait for a small answer. */
const CALL_MS = 60_000;
/** CompleteMultipartUpload "could take several minutes": https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
const WORK_MS = 15 * 60_000;
/** For work that no person waits for. */
export const BACKGROUND_LIMITS: Limits = { callMs: CALL_MS, workMs: WORK_MS };
