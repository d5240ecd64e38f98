/**
 * Rejects a base URL that `fetch` can't request: it would fail like a lost connection, which is retried.
 * @throws TypeError for a URL that isn't HTTP, contains credentials, or is relative outside of a page
 */
export const checkBaseUrl = (baseUrl: string): void => {
  const page = globalThis.location?.href;
  const url = URL.canParse(baseUrl, page) ? new URL(baseUrl, page) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return;
  throw new TypeError(
    `${JSON.stringify(baseUrl)} can't be a baseUrl. Pass an http or https URL without credentials or, in a page, a path such as /api.`,
  );
};
