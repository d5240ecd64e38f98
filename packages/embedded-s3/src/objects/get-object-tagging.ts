import type { Exchange } from '../http/exchange.js';
import { sendXml } from '../http/respond.js';
import { openObject } from './open-object.js';

/** Tags aren't supported, but clients read them before they copy a large object. */
export const getObjectTagging = async (exchange: Exchange): Promise<void> => {
  await using _ = await openObject(exchange.store, exchange);
  sendXml(exchange.response, 'Tagging', { TagSet: '' });
};
