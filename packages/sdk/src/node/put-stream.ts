import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { NetworkError } from '../http/network-error.js';
import { type Put, STALL_MS, STORE_UNREACHABLE } from '../upload/put-bytes.js';
import { storeErrorOf } from '../upload/store-error.js';

/** Enough for an error document of S3. */
const MAX_RESPONSE_CHARS = 64 * 1024;

type StoreResponse = { status: number; text: string };

/**
 * PUTs bytes with Node's own HTTP client: fetch copies them through streams and takes three times the CPU.
 * Throws StoreError, NetworkError, the signal's reason, or the error from reading the body.
 */
export const putStream = async (
  body: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  { url, headers, signal, onSent }: Put,
): Promise<void> => {
  signal.throwIfAborted();
  const open = url.startsWith('https:') ? httpsRequest : httpRequest;
  const request = open(url, { method: 'PUT', headers: { ...headers, 'content-length': sizeBytes }, signal });
  request.setTimeout(STALL_MS, () => request.destroy(new Error('The connection stalled.')));
  const responded = responseTo(request);
  try {
    await writeBody(request, responded, body, onSent);
    const { status, text } = await responded;
    if (status >= 300) throw storeErrorOf(status, text);
  } catch (error) {
    request.destroy();
    signal.throwIfAborted();
    throw error;
  }
};

const responseTo = (request: ClientRequest): Promise<StoreResponse> => {
  const responded = new Promise<StoreResponse>((resolve, reject) => {
    const fail = (error: Error): void => reject(new NetworkError(error, STORE_UNREACHABLE));
    request.on('error', fail);
    request.on('response', (response) => readResponse(response).then(resolve, fail));
  });
  // It can fail before it is awaited, which must not be an unhandled rejection.
  responded.catch(() => undefined);
  return responded;
};

const readResponse = async (response: IncomingMessage): Promise<StoreResponse> => {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) if (text.length < MAX_RESPONSE_CHARS) text += chunk;
  return { status: response.statusCode ?? 0, text };
};

/** Writes until everything is sent or a response arrives: a store that rejects the part responds before it has read it all. */
const writeBody = async (
  request: ClientRequest,
  responded: Promise<StoreResponse>,
  body: AsyncIterable<Uint8Array>,
  onSent: (sentBytes: number) => void,
): Promise<void> => {
  let isDone = false;
  const done = responded
    .catch(() => undefined)
    .then(() => {
      isDone = true;
    });
  let sentBytes = 0;
  let written: Promise<void> = Promise.resolve();
  for await (const chunk of body) {
    await Promise.race([written, done]);
    if (isDone) return;
    written = new Promise((resolve) => {
      request.write(chunk, (error) => {
        sentBytes += chunk.length;
        if (!error) onSent(sentBytes);
        resolve();
      });
    });
  }
  await Promise.race([written, done]);
  request.end();
};
