import type { IncomingHttpHeaders } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';

type Asked = { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders };

export type Refusal = { status: 400 | 405; detail: string };

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const malformed = (detail: string): Refusal => ({ status: 400, detail });

/**
 * Why a request can't be answered; undefined when it can. Next.js throws at each of these, and would answer as if it were
 * broken itself. Pure.
 */
export const refusalOf = ({ method = '', url = '', headers }: Asked): Refusal | undefined => {
  // RFC 9110, 9.3.8: TRACE echoes credentials; the fetch standard forbids a Request with it, which Next.js would make.
  if (!METHODS.has(method)) return { status: 405, detail: 'This server does not answer this method.' };
  if (!isHost(headers.host)) return malformed('The Host header is not a host.');
  if (url !== '*' && !isAddress(url)) return malformed('The address of the request could not be read.');
  return hasReadableState(headers) ? undefined : malformed('The Next-Router-State-Tree header could not be read.');
};

const isHost = (host: string | undefined): boolean =>
  host === undefined || (!/[/?#@\\\s]/.test(host) && URL.canParse(`http://${host}`));

/** Next.js redirects doubled slashes and backslashes to a cleaner address, and would repeat a token of the query in it. */
const isAddress = (url: string): boolean => {
  if (!/^\/(?!\/)/.test(url) || /\/\/|\\/.test(url.split('?', 1)[0] ?? '')) return false;
  if (!URL.canParse(url, 'http://host')) return false;
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
};

/** Checked as Next.js does it, only sooner. */
const hasReadableState = (headers: IncomingHttpHeaders): boolean => {
  try {
    parseAndValidateFlightRouterState(headers['next-router-state-tree']);
    return true;
  } catch {
    return false;
  }
};
