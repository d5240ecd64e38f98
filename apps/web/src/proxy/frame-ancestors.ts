import { apiOrigin } from './api-origin';

/** A page waits no longer for the answer. */
const TIMEOUT_MS = 2_000;
/** While the API can't be reached, there is nothing to play either. */
const OWN_SITE = ["'self'"];

/** The part of an address that decides what its page plays. */
type Address = Pick<URL, 'pathname' | 'searchParams'>;

/** Where the API says which sites can show a page in a frame; undefined for a page that none can. Pure. */
export const embeddingPath = ({ pathname: path, searchParams }: Address): string | undefined => {
  const [, share, video] = /^\/embed\/(?:s\/([^/]+)|([^/]+))\/?$/.exec(path) ?? [];
  if (share !== undefined) return `/shares/${share}/embedding`;
  if (video === undefined) return undefined;
  // Like the page, which plays with one token and ignores several.
  const [token, another] = searchParams.getAll('token');
  const query = token !== undefined && another === undefined ? `?${new URLSearchParams({ token })}` : '';
  return `/watch/${video}/embedding${query}`;
};

/** The sources of a response. Anything that could end the directive is left out. Pure. */
export const readFrameAncestors = (body: unknown): string[] => {
  const sources =
    typeof body === 'object' && body !== null && 'frameAncestors' in body && Array.isArray(body.frameAncestors)
      ? body.frameAncestors.filter((source) => typeof source === 'string' && /^[^\s;,]+$/.test(source))
      : [];
  return sources.length > 0 ? sources : OWN_SITE;
};

/** The sites that can show a page in a frame, as sources of `frame-ancestors`; undefined for a page that none can. */
export const frameAncestors = async (
  address: Address,
  forwardedFor: string,
): Promise<readonly string[] | undefined> => {
  const embedding = embeddingPath(address);
  if (embedding === undefined) return undefined;
  try {
    const response = await fetch(apiOrigin() + embedding, {
      headers: { 'x-forwarded-for': forwardedFor },
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? readFrameAncestors(await response.json()) : OWN_SITE;
  } catch (error) {
    console.error(`Couldn't read which sites can embed ${address.pathname}`, error);
    return OWN_SITE;
  }
};
