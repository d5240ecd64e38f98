import { randomBytes } from 'node:crypto';
import { requestedAlgorithm } from '../body/expected-checksums.js';
import { requireBucket } from '../buckets/bucket-record.js';
import type { Exchange } from '../http/exchange.js';
import { storedHeaders } from '../http/object-headers.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { bucketFolder } from '../store/store.js';
import { OPEN_FILE, type UploadRecord } from './upload-record.js';
import { writeUpload } from './write-upload.js';

type ChecksumChoice = Pick<UploadRecord, 'checksum' | 'checksumType'>;

/** Only CRCs can be combined into a FULL_OBJECT checksum; CRC-64 doesn't support COMPOSITE. */
const chooseChecksum = (exchange: Exchange): ChecksumChoice => {
  const checksum = requestedAlgorithm(exchange);
  const type = exchange.header('x-amz-checksum-type')?.toUpperCase();
  if (checksum === undefined) {
    if (type === undefined) return { checksumType: 'FULL_OBJECT' };
    throw new S3Error('InvalidRequest', 'x-amz-checksum-type requires x-amz-checksum-algorithm.');
  }
  const checksumType = type ?? (checksum === 'crc64nvme' ? 'FULL_OBJECT' : 'COMPOSITE');
  const isPossible = checksumType === 'FULL_OBJECT' ? checksum.startsWith('crc') : checksum !== 'crc64nvme';
  if ((checksumType !== 'FULL_OBJECT' && checksumType !== 'COMPOSITE') || !isPossible) {
    throw new S3Error('InvalidRequest', `The ${checksumType} checksum type cannot be used with ${checksum}.`);
  }
  return { checksum, checksumType };
};

export const createMultipart = async (exchange: Exchange): Promise<void> => {
  const { store, bucket, key } = exchange;
  await requireBucket(store, bucket);
  exchange.sendContinue();
  const uploadId = randomBytes(16).toString('hex');
  const choice = chooseChecksum(exchange);
  const record = { bucket, key, headers: storedHeaders(exchange), initiatedAtMs: Date.now(), ...choice };
  await store.locks.shared(bucketFolder(store, bucket), async () => {
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
