import { randomBytes } from 'node:crypto';
import { chosenAlgorithm } from '../body/claims.js';
import { requireBucket } from '../buckets/bucket-record.js';
import type { Exchange } from '../http/exchange.js';
import { keptHeaders } from '../http/object-headers.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { bucketFolder } from '../store/store.js';
import { OPEN_FILE, type UploadRecord } from './upload-record.js';
import { writeUpload } from './write-upload.js';

type ChecksumChoice = Pick<UploadRecord, 'checksum' | 'checksumType'>;

/** CRCs can be joined to that of the whole object, hashes cannot; CRC-64 is only ever of the whole. */
const chooseChecksum = (exchange: Exchange): ChecksumChoice => {
  const checksum = chosenAlgorithm(exchange);
  const type = exchange.header('x-amz-checksum-type')?.toUpperCase();
  if (checksum === undefined) {
    if (type === undefined) return { checksumType: 'FULL_OBJECT' };
    throw new S3Error('InvalidRequest', 'x-amz-checksum-type needs x-amz-checksum-algorithm beside it.');
  }
  const checksumType = type ?? (checksum === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');
  const isPossible = checksumType === 'FULL_OBJECT' ? checksum.startsWith('crc') : checksum !== 'crc64nvme';
  if ((checksumType !== 'FULL_OBJECT' && checksumType !== 'COMPOSITE') || !isPossible) {
    throw new S3Error('InvalidRequest', `The ${checksumType} checksum type cannot be used with ${checksum}.`);
  }
  return { checksum, checksumType };
};

/** Opens a multipart upload. */
export const createMultipart = async (exchange: Exchange): Promise<void> => {
  const { store, bucket, key } = exchange;
  await requireBucket(store, bucket);
  exchange.invite();
  const uploadId = randomBytes(16).toString('hex');
  const choice = chooseChecksum(exchange);
  const record = { bucket, key, headers: keptHeaders(exchange), initiatedAtMs: Date.now(), ...choice };
  await store.locks.share(bucketFolder(store, bucket), async () => {
    await requireBucket(store, bucket);
    await writeUpload(store, uploadId, record, OPEN_FILE);
  });
  const headers: Record<string, string> = choice.checksum
    ? { 'x-amz-checksum-algorithm': choice.checksum.toUpperCase(), 'x-amz-checksum-type': choice.checksumType }
    : {};
  sendXml(
    exchange.response,
    'InitiateMultipartUploadResult',
    { Bucket: bucket, Key: key, UploadId: uploadId },
    headers,
  );
};
