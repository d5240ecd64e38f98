import { apiOrigin } from './api-origin';

/** A page waits no longer for the answer. */
const TIMEOUT_MS = 2_000;
const NOT_FOUND = 404;
/** What the API responds for a video that can't be watched, and for an ID that is none. */
const UNAVAILABLE = [NOT_FOUND, 422];

/** Where the API says whether the video of a page can be watched; undefined for pages of no video. Pure. */
export const watchedPath = (path: string): string | undefined => {
  const [, video] = /^\/watch\/([^/]+)\/?$/.exec(path) ?? [];
  return video === undefined ? undefined : `/watch/${video}`;
};

/**
 * 404 for the page of a video that is private, deleted or unknown, so that search engines and link checkers drop it; undefined for all
 * others. Next.js lets pages choose their status only together with an empty document.
 */
export const pageStatus = async (path: string, forwardedFor: string): Promise<number | undefined> => {
  const watched = watchedPath(path);
  if (watched === undefined) return undefined;
  try {
    const { status } = await fetch(apiOrigin() + watched, {
      method: 'HEAD',
      headers: { 'x-forwarded-for': forwardedFor },
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return UNAVAILABLE.includes(status) ? NOT_FOUND : undefined;
  } catch (error) {
    // The page says so itself, and tries again.
    console.error(`Couldn't read whether ${path} can be watched`, error);
    return undefined;
  }
};
