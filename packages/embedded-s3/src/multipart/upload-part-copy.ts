import { receiveBody } from '../body/receive-body.js';
import type { ByteRange } from '../http/byte-range.js';
import type { Exchange } from '../http/exchange.js';
import { partChecksumElements } from '../http/object-headers.js';
import { sendXml } from '../http/respond.js';
import { S3Error } from '../http/s3-error.js';
import { openCopySource } from '../objects/copy-source.js';
import { readRange } from '../objects/read-range.js';
import { openStoreTempFile } from '../store/store.js';
import { partNumberOf, publishPart } from './upload-part.js';
import { requireOpenUpload } from './upload-record.js';

const MAX_PART_BYTES = 5 * 1024 ** 3;

/** The range to copy. Unlike a Range header, it must have both ends and lie within the source. */
export const parseCopyRange = (header: string | undefined, sizeBytes: number): ByteRange => {
  if (header === undefined) return { start: 0, end: sizeBytes - 1 };
  const match = /^bytes=(\d+)-(\d+)$/.exec(header);
  if (!match) throw new S3Error('InvalidArgument', 'x-amz-copy-source-range must be bytes=first-last.');
  const [start, end] = [Number(match[1]), Number(match[2])];
  if (start > end || end >= sizeBytes) {
    throw new S3Error('InvalidArgument', `Range specified is not valid for source object of size: ${sizeBytes}`);
  }
  return { start, end };
};

const noBytes = async function* (): AsyncGenerator<Buffer, void, undefined> {};

/** Creates a part from an existing object or a range of it. */
export const uploadPartCopy = async (exchange: Exchange): Promise<void> => {
  const { store } = exchange;
  partNumberOf(exchange);
  const upload = await requireOpenUpload(store, exchange, exchange.query('uploadId') ?? '');
  await using source = await openCopySource(exchange);
  const range = parseCopyRange(exchange.header('x-amz-copy-source-range'), source.meta.sizeBytes);
  const declaredBytes = range.end - range.start + 1;
  if (declaredBytes > MAX_PART_BYTES) throw new S3Error('EntityTooLarge');
  await using temp = await openStoreTempFile(store);
  const bytes = declaredBytes > 0 ? readRange(store, source, range) : noBytes();
  const { sizeBytes, digests } = await receiveBody(store.hashers, bytes, temp.file, {
    algorithms: ['md5', ...(upload.checksum ? [upload.checksum] : [])],
    declaredBytes,
  });
  if (sizeBytes !== declaredBytes) throw new S3Error('InternalError');
  const { checksum } = upload;
  const checksums = checksum ? { [checksum]: digests[checksum]?.toString('base64') } : {};
  const meta = await publishPart(exchange, temp, { sizeBytes, md5: digests.md5 ?? Buffer.alloc(0), checksums });
  sendXml(exchange.response, 'CopyPartResult', {
    LastModified: new Date(meta.modifiedAtMs).toISOString(),
    ETag: `"${meta.etag}"`,
    ...partChecksumElements(meta),
  });
};
