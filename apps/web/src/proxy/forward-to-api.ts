import { randomUUID } from 'node:crypto';
import { requestHeaders, responseHeaders } from './forwarded-headers';
import { noteForwarded } from './note-forwarded';
import { problemAnswer } from './problem-answer';
import { readBody } from './read-body';

/** No answer of the API takes longer to begin: what takes the store minutes goes on behind it. */
const ANSWER_WITHIN_MS = 60_000;

/** Read at run time: the same build serves wherever the API is. */
const apiOrigin = (): string => process.env.API_ORIGIN ?? `http://127.0.0.1:${process.env.API_PORT ?? '3001'}`;

/**
 * Passes a request on to the API and streams the answer back. When the browser goes away the request upstream is
 * aborted with it, or streams of events would pile up there.
 */
export const forwardToApi = (request: Request): Promise<Response> => forwardWithin(request, ANSWER_WITHIN_MS);

/** The same, with an API that may take so long for its answer to begin. */
export const forwardWithin = async (request: Request, answerMs: number): Promise<Response> => {
  const { pathname, search } = new URL(request.url);
  const path = pathname.replace(/^\/api/, '');
  const begunAt = performance.now();
  const answer = await answerOf(request, path + search, answerMs);
  const seconds = (performance.now() - begunAt) / 1_000;
  noteForwarded({ method: request.method, path, status: answer.status, seconds });
  return answer;
};

const answerOf = async (request: Request, address: string, answerMs: number): Promise<Response> => {
  try {
    const answer = await askApi(request, address, answerMs);
    return new Response(answer.body, { status: answer.status, headers: responseHeaders(answer.headers) });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    if (error instanceof RangeError) return tooLarge();
    return error instanceof TookTooLong ? timedOut(error) : unreachable(error);
  }
};

class TookTooLong extends Error {}

const askApi = async (request: Request, address: string, answerMs: number): Promise<Response> => {
  const body = await readBody(request);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new TookTooLong()), answerMs);
  try {
    return await fetch(apiOrigin() + address, {
      method: request.method,
      headers: requestHeaders(request.headers),
      ...(body && { body }),
      // Redirects are for the browser: they lead to the store.
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.any([request.signal, late.signal]),
    });
  } finally {
    // Until the answer begins: a stream of events may go on for hours.
    clearTimeout(timer);
  }
};

const tooLarge = (): Response =>
  problemAnswer({
    status: 413,
    code: 'BODY_TOO_LARGE',
    detail:
      'The request body is larger than this server accepts. Send less; files are uploaded to storage, not to the API.',
  });

const unreachable = (error: unknown): Response => {
  const requestId = randomUUID();
  console.error(`The API could not be reached (request ${requestId}).`, error);
  const detail = "The web server couldn't reach the API, which may still be starting. Try again in a moment.";
  return problemAnswer({ status: 502, code: 'API_UNREACHABLE', detail }, requestId);
};

const timedOut = (error: TookTooLong): Response => {
  const requestId = randomUUID();
  console.error(`The API didn't respond in time (request ${requestId}).`, error);
  const detail = "The API didn't respond in time. Try again in a moment.";
  return problemAnswer({ status: 504, code: 'API_TIMEOUT', detail }, requestId);
};
