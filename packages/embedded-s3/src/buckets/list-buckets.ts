import { decodeToken, encodeToken } from '../http/continuation-token.js';
import { type Exchange, wholeNumber } from '../http/exchange.js';
import { sendXml } from '../http/respond.js';
import { listBucketNames, readBucket } from './bucket-record.js';
import { OWNER } from './owner.js';

const MAX_BUCKETS = 10_000;

/**
 * Lists buckets by name, up to `max-buckets` per page.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html
 */
export const listBuckets = async (exchange: Exchange): Promise<void> => {
  const { store, region, response } = exchange;
  const limit = wholeNumber(exchange, 'max-buckets', { min: 1, max: MAX_BUCKETS, default: MAX_BUCKETS });
  const [prefix, wantedRegion] = [exchange.query('prefix'), exchange.query('bucket-region') || region];
  const after = decodeToken(exchange.query('continuation-token')) ?? '';
  const names = (await listBucketNames(store)).filter(
    (name) => wantedRegion === region && name.startsWith(prefix ?? '') && name > after,
  );
  const shown = names.slice(0, limit);
  const records = await Promise.all(shown.map(async (name) => ({ name, record: await readBucket(store, name) })));
  const last = shown.at(-1);
  sendXml(response, 'ListAllMyBucketsResult', {
    Owner: OWNER,
    Buckets: {
      Bucket: records.flatMap(({ name, record }) =>
        record ? [{ Name: name, CreationDate: new Date(record.createdAtMs).toISOString(), BucketRegion: region }] : [],
      ),
    },
    ContinuationToken: names.length > limit && last !== undefined ? encodeToken(last) : undefined,
    Prefix: prefix,
  });
};
