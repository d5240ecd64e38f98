import { randomUUID } from 'node:crypto';
import { apiOrigin } from './api-origin';
import { callInSpan } from './call-in-span';
import { requestHeaders, responseHeaders } from './forwarded-headers';
import { problemResponse } from './problem-response';
import { publishForwarded } from './publish-forwarded';
import { readBody } from './read-body';

/** The API starts every response sooner: it runs slow storage operations in the background. */
const RESPONSE_TIMEOUT_MS = 60_000;

/**
 * Forwards a request to the API and streams the response back. When the browser disconnects, the upstream request is
 * aborted. Otherwise event streams would pile up there.
 */
export const forwardToApi = (request: Request): Promise<Response> => forwardWithin(request, RESPONSE_TIMEOUT_MS);

/** The same with another timeout. */
export const forwardWithin = async (request: Request, timeoutMs: number): Promise<Response> => {
  const { pathname, search } = new URL(request.url);
  const path = pathname.replace(/^\/api/, '');
  const startedAt = performance.now();
  const response = await respond(request, path + search, timeoutMs);
  const seconds = (performance.now() - startedAt) / 1_000;
  publishForwarded({ method: request.method, path, status: response.status, seconds });
  return response;
};

const respond = async (request: Request, path: string, timeoutMs: number): Promise<Response> => {
  try {
    const { body, status, headers } = await fetchFromApi(request, path, timeoutMs);
    return new Response(body, { status, headers: responseHeaders(headers) });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    if (error instanceof RangeError) return tooLarge();
    return error instanceof ResponseTimeout ? timedOut(error) : unreachable(error);
  }
};

class ResponseTimeout extends Error {}

const fetchFromApi = async (request: Request, path: string, timeoutMs: number): Promise<Response> => {
  const body = await readBody(request);
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new ResponseTimeout()), timeoutMs);
  try {
    return await callInSpan(request.method, requestHeaders(request.headers), (headers) =>
      fetch(apiOrigin() + path, {
        method: request.method,
        headers,
        ...(body && { body }),
        // The browser follows redirects: they go to the store.
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.any([request.signal, timeout.signal]),
      }),
    );
  } finally {
    // The timeout covers the headers only: an event stream can last for hours.
    clearTimeout(timer);
  }
};

const tooLarge = (): Response =>
  problemResponse({
    status: 413,
    code: 'BODY_TOO_LARGE',
    detail:
      'The request body is larger than this server accepts. Send less. Files are uploaded to storage, not to the API.',
  });

const unreachable = (error: unknown): Response => {
  const requestId = randomUUID();
  console.error(`API unreachable (request ${requestId})`, error);
  const detail = "The web server couldn't reach the API, which may still be starting. Try again in a moment.";
  return problemResponse({ status: 502, code: 'API_UNREACHABLE', detail }, requestId);
};

const timedOut = (error: ResponseTimeout): Response => {
  const requestId = randomUUID();
  console.error(`API response timed out (request ${requestId})`, error);
  const detail = "The API didn't respond in time. Try again in a moment.";
  return problemResponse({ status: 504, code: 'API_TIMEOUT', detail }, requestId);
};
