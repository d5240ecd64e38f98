/**
 * The path, query and fragment of an address within this site; undefined for every other address. Whatever sends people
 * to an address that came from a link or from the server sends them through here.
 */
export const ownAddress = (address: string | null, origin: string): string | undefined => {
  if (!address || !URL.canParse(address, origin)) return undefined;
  // The same parser as the browser's: it knows about tabs, backslashes and encoded dots.
  const { protocol, host, pathname, search, hash } = new URL(address, origin);
  // Not by `origin`: a blob's is that of the page that made it.
  if (`${protocol}//${host}` !== origin) return undefined;
  // A path that begins with two slashes would name another host when it is resolved again.
  return pathname.startsWith('//') ? undefined : pathname + search + hash;
};
