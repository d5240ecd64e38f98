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
import { checkExpectedOwner, refuseUnsupportedHeaders } from './unsupported.js';

export type ServerDeps = {
  store: Store;
  keys: Keys;
  corsOrigins: readonly string[];
  clientLimits: ClientLimits;
  /** Told of what is nobody's fault but ours. */
  onError(error: unknown): void;
};
type Incoming = { request: IncomingMessage; response: ServerResponse; expectsContinue: boolean };

const splitList = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter(Boolean);

/** CORS headers go out with every answer, errors as well: without them a browser shows no more than "network error". */
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

/** OPTIONS is for browsers only, which send both headers. */
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
    invite: () => {
      if (expectsContinue) response.writeContinue();
    },
  };
};

const answer = async (deps: ServerDeps, incoming: Incoming, requestId: string): Promise<void> => {
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
  refuseUnsupportedHeaders(exchange);
  checkExpectedOwner(exchange);
  await findOperation(exchange.method, target, exchange.header)(exchange);
};

const errorPlace = ({ url = '/', method }: IncomingMessage, requestId: string) => ({
  resource: url.split('?')[0] ?? '/',
  requestId,
  isHead: method === 'HEAD',
});

/** A body that broke off in the middle cannot be mended: the client sees that from the closed connection. */
const refuse = (
  deps: ServerDeps,
  { request, response, expectsContinue }: Incoming,
  error: unknown,
  requestId: string,
) => {
  const s3Error = toS3Error(error);
  // Node destroys a request that has arrived completely, too.
  const hasLeft = response.destroyed || (request.destroyed && !request.complete);
  if (s3Error.status >= 500 && s3Error.code !== 'NotImplemented' && !hasLeft) {
    deps.onError(s3Error.cause ?? s3Error);
  }
  if (response.headersSent || response.destroyed) return void response.destroy();
  // Whoever waited to be asked for the body may now send it or not: the connection is good for nothing else.
  if (expectsContinue && !request.complete) response.setHeader('connection', 'close');
  sendError(response, s3Error, errorPlace(request, requestId));
  request.resume(); // what is left of the body, so that the client gets to read the answer
};

/** A client that sends too slowly is told so where it still can be; its body ends with the connection, unfinished. */
const endSlowClients = ({ clientLimits }: ServerDeps, incoming: Incoming, requestId: string): void => {
  const { request, response } = incoming;
  watchDataRate(incoming, clientLimits, {
    sending: () => {
      if (response.headersSent) return void request.socket.destroy();
      response.setHeader('connection', 'close');
      sendError(response, new S3Error('RequestTimeout'), errorPlace(request, requestId));
      // Node forgets a request that it has answered: whoever reads its body would wait for ever.
      request.socket.once('close', () => request.destroy());
    },
    reading: () => request.socket.destroy(),
  });
};

/** Objects are bytes of strangers, on the host that people know: a browser neither guesses what they are nor runs them. */
const PROTECTION = { 'x-content-type-options': 'nosniff', 'content-security-policy': 'sandbox' } as const;

/** Answers one request; never rejects. */
export const handleRequest = async (deps: ServerDeps, incoming: Incoming): Promise<void> => {
  const requestId = randomBytes(8).toString('hex').toUpperCase();
  incoming.response.setHeader('x-amz-request-id', requestId);
  incoming.response.setHeader('server', 'embedded-s3');
  for (const [name, value] of Object.entries(PROTECTION)) incoming.response.setHeader(name, value);
  endSlowClients(deps, incoming, requestId);
  try {
    await answer(deps, incoming, requestId);
  } catch (error) {
    refuse(deps, incoming, error, requestId);
  }
};
