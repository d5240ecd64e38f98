import { ERRORS, type ErrorCode } from '@media/core';
import { actsInOrganization } from '../http/access.js';
import type { HandledRoute } from '../http/collect-routes.js';
import { HTTP_STATUS } from '../http/problem.js';
import { pathSelectsOrganization, resourceAt } from '../http/resources.js';

/** Errors that any request can get, whatever its route: `default` in OpenAPI, and a section of the introduction. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  'REQUEST_MALFORMED',
  'REQUEST_TIMEOUT',
  'BODY_TOO_LARGE',
  'URL_TOO_LONG',
  'MEDIA_TYPE_UNSUPPORTED',
  'HEADERS_TOO_LARGE',
  'INTERNAL',
];

/** Probes are never rate limited: they must work under load. */
const isProbe = ({ path }: HandledRoute): boolean => path.startsWith('/health/');
const asksDatabase = ({ access, body }: HandledRoute): boolean => access.kind !== 'public' || body !== undefined;
const isStream = ({ responses }: HandledRoute): boolean => responses.some(({ type }) => type === 'text/event-stream');

const accessErrors = (route: HandledRoute): ErrorCode[] => {
  const { access } = route;
  if (access.kind === 'public') return [];
  const takesPlaybackToken = access.kind === 'actor' || (access.kind === 'permission' && access.allowsPlaybackToken);
  return [
    'UNAUTHENTICATED',
    'API_KEY_INVALID',
    ...(access.kind === 'signedIn' ? (['USER_REQUIRED'] as const) : []),
    ...(takesPlaybackToken ? (['PLAYBACK_TOKEN_INVALID'] as const) : []),
    ...(access.kind === 'permission' ? (['FORBIDDEN'] as const) : []),
    ...(access.kind === 'permission' && access.allowsViewer ? (['SHARE_GONE'] as const) : []),
    ...(actsInOrganization(access) && !pathSelectsOrganization(route.path)
      ? (['ORGANIZATION_NOT_FOUND'] as const)
      : []),
  ];
};

const inputErrors = (route: HandledRoute): ErrorCode[] => {
  const { path, method, params, query, body } = route;
  const missing = params && resourceAt(path)?.missing;
  const isOnlyId = /^[^:]*:id(?![^:]*:)/.test(path);
  return [
    'REQUEST_MALFORMED',
    ...(body ? (['BODY_TOO_LARGE', 'MEDIA_TYPE_UNSUPPORTED'] as const) : []),
    // A body on a route that takes none is rejected with the same code as an invalid body.
    ...(body || query || method !== 'GET' ? (['REQUEST_INVALID'] as const) : []),
    ...(missing ? [missing] : []),
    ...(params && !(missing && isOnlyId) ? (['ROUTE_NOT_FOUND'] as const) : []),
  ];
};

const availabilityErrors = (route: HandledRoute): ErrorCode[] => [
  ...(isProbe(route) ? [] : (['TOO_MANY_REQUESTS'] as const)),
  ...(isStream(route) ? (['STREAMS_EXHAUSTED'] as const) : []),
  ...(asksDatabase(route) ? (['DATABASE_UNAVAILABLE'] as const) : []),
  ...(asksDatabase(route) && route.method !== 'GET' ? (['RESOURCE_BUSY'] as const) : []),
  ...(route.honorsIdempotencyKey ? (['IDEMPOTENCY_KEY_REUSED', 'REQUEST_IN_PROGRESS'] as const) : []),
];

/** The errors that a route can return, by status: those implied by its input and access rules, and those its contract lists. Excludes `COMMON_ERRORS`. */
export const documentedErrors = (route: HandledRoute): ReadonlyMap<number, readonly ErrorCode[]> => {
  const codes = new Set([
    ...inputErrors(route),
    ...accessErrors(route),
    ...(route.errors ?? []),
    ...availabilityErrors(route),
  ]);
  const byStatus = Map.groupBy(codes, (code) => HTTP_STATUS[ERRORS[code].kind]);
  return new Map([...byStatus].sort(([a], [b]) => a - b));
};
