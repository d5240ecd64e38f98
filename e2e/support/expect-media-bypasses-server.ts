import { expect } from 'vitest';
import type { Exchange, NetworkLog } from './network-log.ts';
import { product } from './product.ts';

/** Page and API traffic, except scripts and styles, stays below this per request. A second of any video does not. */
const MAX_OWN_BYTES = 100_000;

const isMedia = ({ contentType }: Exchange): boolean => /^(video|audio)\/|octet-stream/.test(contentType);
const isPageCode = ({ contentType }: Exchange): boolean => /javascript|css/.test(contentType);
const pathsOf = (exchanges: Exchange[]): string[] => exchanges.map(({ url }) => url.pathname);

/** Expects that all media went directly to or from one object store, and that no third party was contacted. */
export const expectMediaBypassesServer = async (network: NetworkLog): Promise<void> => {
  await network.settled();
  const { webUrl } = product();
  const all = network.exchanges();
  const stores = new Set(all.filter(({ method }) => method === 'PUT').map(({ url }) => url.origin));
  expect(stores.size).toBe(1);
  expect(stores.has(webUrl)).toBe(false);
  expect(new Set(all.map(({ url }) => url.origin))).toEqual(new Set([webUrl, ...stores]));

  const own = all.filter(({ url }) => url.origin === webUrl);
  const isLarge = ({ sentBytes, receivedBytes }: Exchange) => Math.max(sentBytes, receivedBytes) > MAX_OWN_BYTES;
  expect(pathsOf(own.filter(isMedia))).toEqual([]);
  expect(pathsOf(own.filter((one) => isLarge(one) && !isPageCode(one)))).toEqual([]);
  expect(all.filter((one) => isMedia(one) && stores.has(one.url.origin)).length).toBeGreaterThan(3);
};
