/** The address of a file in the store, as the API gave it. Throws TypeError for one that is no page's to open, such as `javascript:`. */
export const fileAddress = (address: string): string => {
  const { protocol, href } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') throw new TypeError(`A file can't be downloaded from ${protocol}`);
  return href;
};
