/**
 * Rejects what can't be an id. In a URL it could name something else: `/videos/..` is another resource.
 * @throws TypeError for an empty string, `.`, `..`, anything with a slash, and anything that isn't a string
 */
export const checkId = (id: string): void => {
  if (typeof id === 'string' && !['', '.', '..'].includes(id) && !/[/\\]/.test(id)) return;
  throw new TypeError(`${JSON.stringify(id)} can't be an id. Pass an id as the API returned it.`);
};

/** An id as a segment of a path. @throws TypeError if it can't be an id */
export const idSegment = (id: string): string => {
  checkId(id);
  return encodeURIComponent(id);
};
