/** Validates a file URL from the API. Throws TypeError unless it is http or https, for example for `javascript:`. */
export const fileUrl = (url: string): string => {
  const { protocol, href } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new TypeError(`Can't download a file from a ${protocol} URL`);
  return href;
};
