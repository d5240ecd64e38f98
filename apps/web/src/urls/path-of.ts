/** A path on this site, whatever address of it the API has put into the URL. */
export const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return pathname + search;
};
