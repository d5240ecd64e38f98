import { readApiError } from './api-error.js';
import { checkBaseUrl } from './check-base-url.js';
import { NetworkError } from './network-error.js';

export type Transport = {
  /** Without a trailing slash: `https://media.example.org/api`, or `/api` in a browser. */
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  /** Whether the caller passed `fetch`, which can accept more URLs than the platform's. */
  hasOwnFetch: boolean;
};

export type Call = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  /** A list becomes a repeated parameter. */
  query?: Record<string, string | number | boolean | readonly string[] | undefined>;
  body?: object;
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
  /** How long to wait for the response headers, in milliseconds. */
  timeoutMs?: number;
  /** Lets the request outlive the page that made it. */
  keepalive?: boolean;
};

const DEFAULT_TIMEOUT_MS = 30_000;

/** Sends one request. Resolves with a success response; throws ApiError, NetworkError, the caller's abort reason, or TypeError if the base URL is invalid. */
export const sendRequest = async (transport: Transport, call: Call, accessToken?: string): Promise<Response> => {
  const response = await fetchResponse(transport, call, accessToken);
  if (response.ok) return response;
  throw await readApiError(response);
};

const fetchResponse = async (transport: Transport, call: Call, accessToken?: string): Promise<Response> => {
  if (!transport.hasOwnFetch) checkBaseUrl(transport.baseUrl);
  const timeout = new AbortController();
  // Covers the headers only: a body can stream for hours.
  const timer = setTimeout(
    () => timeout.abort(new NetworkError(undefined, 'The server did not respond in time. Try again later.')),
    call.timeoutMs ?? DEFAULT_TIMEOUT_MS,
  );
  const signal = call.signal ? AbortSignal.any([call.signal, timeout.signal]) : timeout.signal;
  try {
    return await transport.fetch(urlOf(transport, call), { ...requestInit(call, accessToken), signal });
  } catch (error) {
    call.signal?.throwIfAborted();
    throw error instanceof NetworkError ? error : new NetworkError(error);
  } finally {
    clearTimeout(timer);
  }
};

const requestInit = (call: Call, accessToken?: string): RequestInit => ({
  method: call.method,
  headers: {
    accept: 'application/json, application/problem+json',
    ...(call.body && { 'content-type': 'application/json' }),
    ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    ...call.headers,
  },
  ...(call.body && { body: JSON.stringify(call.body) }),
  ...(call.keepalive && { keepalive: true }),
  cache: 'no-store',
});

const urlOf = ({ baseUrl }: Transport, { path, query = {} }: Call): string => {
  const given = Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const values = typeof value === 'object' ? value : [String(value)];
    return values.map((one) => [name, one]);
  });
  const search = new URLSearchParams(given).toString();
  return `${baseUrl}${path}${search && `?${search}`}`;
};
