import { randomUUID } from 'node:crypto';
import { requestHeaders, responseHeaders } from './forwarded-headers';
import { problemAnswer } from './problem-answer';

/** Read at run time: the same build serves wherever the API is. */
const apiOrigin = (): string => process.env.API_ORIGIN ?? `http://127.0.0.1:${process.env.API_PORT ?? '3001'}`;

/** Of the API but not for browsers: operators scrape the API itself. A path that cannot be decoded leads nowhere. */
const isPrivate = (path: string): boolean => {
  try {
    return /^\/+metrics(\/|$)/i.test(decodeURIComponent(path));
  } catch {
    return true;
  }
};

/**
 * Passes a request on to the API and streams the answer back. When the browser goes away the request upstream is
 * aborted with it, or streams of events would pile up there.
 */
export const forwardToApi = async (request: Request): Promise<Response> => {
  const { pathname, search } = new URL(request.url);
  const path = pathname.replace(/^\/api/, '');
  if (isPrivate(path)) return nothingHere();
  try {
    const answer = await fetch(`${apiOrigin()}${path}${search}`, {
      method: request.method,
      headers: requestHeaders(request.headers),
      body: request.body,
      // Redirects are for the browser: they lead to the store.
      redirect: 'manual',
      cache: 'no-store',
      signal: request.signal,
      duplex: 'half',
    } as RequestInit);
    return new Response(answer.body, { status: answer.status, headers: responseHeaders(answer.headers) });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    return unreachable(error);
  }
};

const nothingHere = (): Response =>
  problemAnswer({ status: 404, code: 'ROUTE_NOT_FOUND', detail: 'There is nothing at this address.' });

const unreachable = (error: unknown): Response => {
  const requestId = randomUUID();
  console.error(`The API could not be reached (request ${requestId}).`, error);
  const detail = 'The service is starting or not reachable. Try again in a moment.';
  return problemAnswer({ status: 502, code: 'INTERNAL', detail }, requestId);
};
