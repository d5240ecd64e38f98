/**
 * The path, query and fragment of a URL on this site; undefined for any other URL. Required before navigating to a URL that
 * came from a link or the server.
 */
export const sameSitePath = (url: string | null, origin: string): string | undefined => {
  if (!url || !URL.canParse(url, origin)) return undefined;
  // The browser's own parser handles tabs, backslashes and encoded dots.
  const { protocol, host, pathname, search, hash } = new URL(url, origin);
  // Not `origin`: a blob URL has the origin of the page that created it.
  if (`${protocol}//${host}` !== origin) return undefined;
  // A path that starts with two slashes would be resolved as another host.
  return pathname.startsWith('//') ? undefined : pathname + search + hash;
};
