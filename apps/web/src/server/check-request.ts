import type { IncomingHttpHeaders } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';

type RequestHead = { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders };

export type Rejection = { status: 400 | 405; detail: string };

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const malformed = (detail: string): Rejection => ({ status: 400, detail });

/** Rejects requests on which Next.js would throw and respond with status 500. Undefined for valid requests. Pure. */
export const checkRequest = ({ method = '', url = '', headers }: RequestHead): Rejection | undefined => {
  // RFC 9110, 9.3.8: TRACE would echo credentials. Next.js would throw, because the Fetch standard forbids it.
  if (!METHODS.has(method)) return { status: 405, detail: 'The method is not allowed.' };
  if (!isHost(headers.host)) return malformed('The Host header is invalid.');
  if (url !== '*' && !isUrl(url)) return malformed('The request URL is invalid.');
  return hasValidRouterState(headers) ? undefined : malformed('The Next-Router-State-Tree header is invalid.');
};

const isHost = (host: string | undefined): boolean =>
  host === undefined || (!/[/?#@\\\s]/.test(host) && URL.canParse(`http://${host}`));

/** Rejects doubled slashes and backslashes: Next.js would redirect to a normalized URL, with any token in the query. */
const isUrl = (url: string): boolean => {
  if (!/^\/(?!\/)/.test(url) || /\/\/|\\/.test(url.split('?', 1)[0] ?? '')) return false;
  if (!URL.canParse(url, 'http://host')) return false;
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
};

/** Uses Next.js's own parser. */
const hasValidRouterState = (headers: IncomingHttpHeaders): boolean => {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree']);
    return true;
  } catch {
    return false;
  }
};
