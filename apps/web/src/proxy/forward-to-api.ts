import { randomUUID } from 'node:crypto';
import { requestHeaders, responseHeaders } from './forwarded-headers';
import { noteForwarded } from './note-forwarded';
import { problemAnswer } from './problem-answer';

/** Read at run time: the same build serves wherever the API is. */
const apiOrigin = (): string => process.env.API_ORIGIN ?? `http://127.0.0.1:${process.env.API_PORT ?? '3001'}`;

/**
 * Passes a request on to the API and streams the answer back. When the browser goes away the request upstream is
 * aborted with it, or streams of events would pile up there.
 */
export const forwardToApi = async (request: Request): Promise<Response> => {
  const { pathname, search } = new URL(request.url);
  const path = pathname.replace(/^\/api/, '');
  const begunAt = performance.now();
  const answer = await answerOf(request, path, search);
  const seconds = (performance.now() - begunAt) / 1_000;
  noteForwarded({ method: request.method, path, status: answer.status, seconds });
  return answer;
};

const answerOf = async (request: Request, path: string, search: string): Promise<Response> => {
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

const unreachable = (error: unknown): Response => {
  const requestId = randomUUID();
  console.error(`The API could not be reached (request ${requestId}).`, error);
  const detail = 'The service is starting or not reachable. Try again in a moment.';
  return problemAnswer({ status: 502, code: 'INTERNAL', detail }, requestId);
};
