import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBucket } from '../buckets/bucket-record.js';
import { type Keys, verifyRequest } from '../sigv4/verify-request.js';
import type { Store } from '../store/store.js';
import { corsHeaders, defaultRules } from './cors.js';
import { type ClientLimits, watchDataRate } from './data-rate.js';
import { type Exchange, joinHeaders, withHoisted } from './exchange.js';
import { parseTarget, queryValue, type RequestTarget } from './request-target.js';
import { sendEmpty, sendError } from './respond.js';
import { findOperation } from './route.js';
import { S3Error, toS3Error } from './s3-error.js';
import { checkExpectedOwner, rejectUnsupportedHeaders } from './unsupported.js';

export type ServerDeps = {
  store: Store;
  keys: Keys;
  corsOrigins: readonly string[];
  clientLimits: ClientLimits;
  /** Receives internal errors. */
  onError(error: unknown): void;
};
type Incoming = { request: IncomingMessage; response: ServerResponse; expectsContinue: boolean };

const splitList = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter(Boolean);

/** Sets CORS headers on every response, including errors: without them, a browser reports only "network error". */
const allowOrigin = async (
  { store, corsOrigins }: ServerDeps,
  { response }: Incoming,
  target: RequestTarget,
  headers: Readonly<Record<string, string>>,
): Promise<boolean> => {
  const { origin } = headers;
  if (origin === undefined) return false;
  const bucket = target.bucket === undefined ? undefined : await readBucket(store, target.bucket);
  const cors = corsHeaders(bucket?.corsRules ?? defaultRules(corsOrigins), {
    origin,
    method: headers['access-control-request-method'] ?? response.req.method ?? '',
    headers: splitList(headers['access-control-request-headers']),
  });
  for (const [name, value] of Object.entries(cors ?? {})) response.setHeader(name, value);
  return cors !== undefined;
};

/** Browsers send both headers with OPTIONS. */
const checkPreflight = (headers: Readonly<Record<string, string>>): void => {
  if (!headers.origin) throw new S3Error('BadRequest', 'Insufficient information. Origin request header needed.');
  const method = headers['access-control-request-method'];
  if (!method) throw new S3Error('BadRequest', 'Invalid Access-Control-Request-Method: null');
};

const openExchange = (
  { store, keys }: ServerDeps,
  { request, response, expectsContinue }: Incoming,
  target: RequestTarget,
  headers: Readonly<Record<string, string>>,
  requestId: string,
): Exchange => {
  const method = request.method ?? '';
  const { payloadHash, seed } = verifyRequest({ method, path: target.path, query: target.query, headers }, keys);
  const merged = withHoisted(headers, target.query);
  return {
    store,
    region: keys.region,
    method,
    target,
    bucket: target.bucket ?? '',
    key: target.key ?? '',
    request,
    response,
    requestId,
    payloadHash,
    seed,
    header: (name) => merged[name],
    headerNames: () => Object.keys(merged),
    query: (name) => queryValue(target.query, name),
    sendContinue: () => {
      if (expectsContinue) response.writeContinue();
    },
  };
};

const respond = async (deps: ServerDeps, incoming: Incoming, requestId: string): Promise<void> => {
  const { request, response } = incoming;
  const target = parseTarget(request.url ?? '/');
  const headers = joinHeaders(request.rawHeaders);
  const isAllowed = await allowOrigin(deps, incoming, target, headers);
  if (request.method === 'OPTIONS') {
    checkPreflight(headers);
    if (!isAllowed) throw new S3Error('AccessForbidden');
    return sendEmpty(response, 200);
  }
  const exchange = openExchange(deps, incoming, target, headers, requestId);
  rejectUnsupportedHeaders(exchange);
  checkExpectedOwner(exchange);
  await findOperation(exchange.method, target, exchange.header)(exchange);
};

const errorContext = ({ url = '/', method }: IncomingMessage, requestId: string) => ({
  resource: url.split('?')[0] ?? '/',
  requestId,
  isHead: method === 'HEAD',
});

/** Sends an error response. If part of the response was already sent, closes the connection instead. */
const respondWithError = (
  deps: ServerDeps,
  { request, response, expectsContinue }: Incoming,
  error: unknown,
  requestId: string,
) => {
  const s3Error = toS3Error(error);
  // `destroyed` alone isn't enough: Node also destroys requests that arrived completely.
  const isDisconnected = response.destroyed || (request.destroyed && !request.complete);
  if (s3Error.status >= 500 && s3Error.code !== 'NotImplemented' && !isDisconnected) {
    deps.onError(s3Error.cause ?? s3Error);
  }
  if (response.headersSent || response.destroyed) return void response.destroy();
  // The client may or may not send its body now, so the connection can't be reused.
  if (expectsContinue && !request.complete) response.setHeader('connection', 'close');
  sendError(response, s3Error, errorContext(request, requestId));
  request.resume(); // drain the body, so that the client reads the response
};

/** Disconnects slow clients, with RequestTimeout if no response has been sent yet. */
const disconnectSlowClients = ({ clientLimits }: ServerDeps, incoming: Incoming, requestId: string): void => {
  const { request, response } = incoming;
  watchDataRate(incoming, clientLimits, {
    sending: () => {
      if (response.headersSent) return void request.socket.destroy();
      response.setHeader('connection', 'close');
      sendError(response, new S3Error('RequestTimeout'), errorContext(request, requestId));
      // Node doesn't destroy a request after its response, so a reader of its body would wait forever.
      request.socket.once('close', () => request.destroy());
    },
    reading: () => request.socket.destroy(),
  });
};

/** Objects are untrusted content: browsers must not guess their type or run their scripts. */
const PROTECTION = { 'x-content-type-options': 'nosniff', 'content-security-policy': 'sandbox' } as const;

/** Handles one request. Never rejects. */
export const handleRequest = async (deps: ServerDeps, incoming: Incoming): Promise<void> => {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  incoming.response.setHeader('x-amz-request-id', requestId);
  incoming.response.setHeader('server', 'embedded-s3');
  for (const [name, value] of Object.entries(PROTECTION)) incoming.response.setHeader(name, value);
  disconnectSlowClients(deps, incoming, requestId);
  try {
    await respond(deps, incoming, requestId);
  } catch (error) {
    respondWithError(deps, incoming, error, requestId);
  }
};
