import { NetworkError } from '../http/network-error.js';
import { storeErrorOf } from './store-error.js';

export type Put = {
  url: string;
  headers: Record<string, string>;
  signal: AbortSignal;
  /** Called with the number of bytes sent so far. */
  onSent: (sentBytes: number) => void;
};

/** PUTs a body to a presigned URL. Throws StoreError, NetworkError or the signal's reason. */
export type PutBytes = (body: Blob, put: Put) => Promise<void>;

/** A PUT without progress for this long is aborted. */
export const STALL_MS = 60_000;

export const STORE_UNREACHABLE = 'The object storage could not be reached. Check your connection, then try again.';

/** fetch has no upload progress, so `onSent` is called once, at the end. */
export const putByFetch: PutBytes = async (body, { url, headers, signal, onSent }) => {
  let response: Response;
  try {
    // The length is signed; a Blob makes fetch send it.
    response = await fetch(url, { method: 'PUT', headers, body, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new NetworkError(error, STORE_UNREACHABLE);
  }
  const text = await response.text().catch(() => '');
  if (!response.ok) throw storeErrorOf(response.status, text);
  onSent(body.size);
};

/** In browsers only XMLHttpRequest reports upload progress. */
export const putByXhr: PutBytes = (body, { url, headers, signal, onSent }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const xhr = new XMLHttpRequest();
    let stall: ReturnType<typeof setTimeout> | undefined;
    const watchStall = () => {
      clearTimeout(stall);
      stall = setTimeout(() => xhr.abort(), STALL_MS);
    };
    const stop = () => xhr.abort();
    xhr.upload.onprogress = ({ loaded }) => {
      watchStall();
      onSent(loaded);
    };
    // `loadend` fires after success, failure and abort; the status is 0 unless there was a response.
    xhr.onloadend = () => {
      clearTimeout(stall);
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(signal.reason);
      else if (xhr.status === 0) reject(new NetworkError(undefined, STORE_UNREACHABLE));
      else if (xhr.status >= 300) reject(storeErrorOf(xhr.status, xhr.responseText));
      else resolve(onSent(body.size));
    };
    signal.addEventListener('abort', stop, { once: true });
    xhr.open('PUT', url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    watchStall();
    xhr.send(body);
  });

export const putBytes: PutBytes = (body, put) =>
  typeof XMLHttpRequest === 'undefined' ? putByFetch(body, put) : putByXhr(body, put);
