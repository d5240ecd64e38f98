import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { NetworkError } from '../http/network-error.js';
import { type Put, STALL_MS } from '../upload/put-bytes.js';
import { storeErrorOf } from '../upload/store-error.js';

/** Enough for an error document of S3. */
const LONGEST_ANSWER = 64 * 1024;

type Answer = { status: number; text: string };

/**
 * PUTs bytes by Node's own HTTP client: fetch takes three times the CPU, for the streams that it copies bytes through.
 * Throws StoreError, NetworkError, the signal's reason, or what reading the body throws.
 */
export const putStream = async (
  body: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  { url, headers, signal, onSent }: Put,
): Promise<void> => {
  signal.throwIfAborted();
  const open = url.startsWith('https:') ? httpsRequest : httpRequest;
  const request = open(url, { method: 'PUT', headers: { ...headers, 'content-length': sizeBytes }, signal });
  request.setTimeout(STALL_MS, () => request.destroy(new Error('The connection went silent.')));
  const answered = answerTo(request);
  try {
    await writeBody(request, answered, body, onSent);
    const { status, text } = await answered;
    if (status >= 300) throw storeErrorOf(status, text);
  } catch (error) {
    request.destroy();
    signal.throwIfAborted();
    throw error;
  }
};

const answerTo = (request: ClientRequest): Promise<Answer> => {
  const answered = new Promise<Answer>((resolve, reject) => {
    const fail = (error: Error): void => reject(new NetworkError(error, 'The store could not be reached.'));
    request.on('error', fail);
    request.on('response', (response) => readAnswer(response).then(resolve, fail));
  });
  // It may fail before anybody waits for it.
  answered.catch(() => undefined);
  return answered;
};

const readAnswer = async (response: IncomingMessage): Promise<Answer> => {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) if (text.length < LONGEST_ANSWER) text += chunk;
  return { status: response.statusCode ?? 0, text };
};

/** Writes until all is sent, or until there is an answer: a store that refuses does so before it has read all. */
const writeBody = async (
  request: ClientRequest,
  answered: Promise<Answer>,
  body: AsyncIterable<Uint8Array>,
  onSent: (sentBytes: number) => void,
): Promise<void> => {
  let isOver = false;
  const over = answered
    .catch(() => undefined)
    .then(() => {
      isOver = true;
    });
  let sentBytes = 0;
  let written: Promise<void> = Promise.resolve();
  for await (const chunk of body) {
    await Promise.race([written, over]);
    if (isOver) return;
    written = new Promise((resolve) => {
      request.write(chunk, (error) => {
        sentBytes += chunk.length;
        if (!error) onSent(sentBytes);
        resolve();
      });
    });
  }
  await Promise.race([written, over]);
  request.end();
};
