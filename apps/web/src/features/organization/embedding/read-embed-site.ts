/** A site as the API wants it, or why it isn't one. */
export type EmbedSite = { site: string } | { problem: string };

const SUBDOMAINS = '*.';
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?$/;
const NOT_A_SITE = { problem: 'Enter a host such as example.com, or *.example.com for its subdomains.' };

/** Reads what somebody enters: `example.com`, or the address of a page on it. Names in other scripts become Punycode. Pure. */
export const readEmbedSite = (entered: string, listed: readonly string[]): EmbedSite => {
  const text = entered.trim().replace(/^https?:\/\//i, '');
  const isWildcard = text.startsWith(SUBDOMAINS);
  const url = `https://${isWildcard ? text.slice(SUBDOMAINS.length) : text}`;
  if (text === '' || text.includes('://') || !URL.canParse(url)) return NOT_A_SITE;
  const { host, username, password } = new URL(url);
  if (!HOST.test(host) || username || password) return NOT_A_SITE;
  const site = (isWildcard ? SUBDOMAINS : '') + host;
  return listed.includes(site) ? { problem: `${site} is in the list already.` } : { site };
};
