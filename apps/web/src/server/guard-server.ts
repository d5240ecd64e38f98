import type { RequestListener, Server, ServerResponse } from 'node:http';
import { problemResponse } from '../proxy/problem-response';
import { checkRequest, type Rejection } from './check-request';

/** Bodies are small: media goes directly between browser and storage. */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Without a byte in either direction. Event streams send heartbeats, so only a client that stopped reading times out. */
const IDLE_TIMEOUT_MS = 120_000;

type Options = {
  /** In development, Next.js sends updates through a WebSocket. */
  isDev: boolean;
};

/** Adds timeouts and request checks to Next.js's HTTP server, which otherwise needs a reverse proxy for them. */
export const guardServer = (server: Server, { isDev }: Options): void => {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.timeout = IDLE_TIMEOUT_MS;
  // Without a listener, Node.js ignores the Upgrade header, as RFC 9110 (7.8) allows, and answers the request normally.
  // Next.js would leave the connection open without a response.
  if (!isDev) server.removeAllListeners('upgrade');
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const rejection = checkRequest(request);
    if (rejection) void reject(response, rejection);
    else for (const listener of listeners) listener.call(server, request, response);
  });
};

const reject = async (response: ServerResponse, { status, detail }: Rejection): Promise<void> => {
  if (status === 405) {
    response.writeHead(405, { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS', connection: 'close' }).end();
    return;
  }
  const problem = problemResponse({ status, code: 'REQUEST_MALFORMED', detail });
  response.writeHead(status, { ...Object.fromEntries(problem.headers), connection: 'close' }).end(await problem.text());
};
