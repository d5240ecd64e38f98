import type { RequestListener, Server, ServerResponse } from 'node:http';
import { problemAnswer } from '../proxy/problem-answer';
import { type Refusal, refusalOf } from './refusal-of';

/** Bodies are small here: media travels between browser and store. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Without a byte in either direction. Streams of events have heartbeats; who reads nothing is closed after two of these at most. */
const SILENCE_MS = 120_000;

type Options = {
  /** While developing, Next.js sends its updates through a WebSocket. */
  isDev: boolean;
};

/** Puts what Next.js leaves to a proxy in front of it onto its own HTTP server. */
export const guardServer = (server: Server, { isDev }: Options): void => {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.timeout = SILENCE_MS;
  // Without a listener Node.js ignores the wish for another protocol, as RFC 9110 (7.8) allows, and the request is
  // answered as any other. Next.js would leave the connection open and silent.
  if (!isDev) server.removeAllListeners('upgrade');
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const refusal = refusalOf(request);
    if (refusal) void refuse(response, refusal);
    else for (const listener of listeners) listener.call(server, request, response);
  });
};

const refuse = async (response: ServerResponse, { status, detail }: Refusal): Promise<void> => {
  if (status === 405) {
    response.writeHead(405, { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS', connection: 'close' }).end();
    return;
  }
  const answer = problemAnswer({ status, code: 'REQUEST_MALFORMED', detail });
  response.writeHead(status, { ...Object.fromEntries(answer.headers), connection: 'close' }).end(await answer.text());
};
