import { GetObjectCommand, PutObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { callStore } from '../call-store.js';
import type { StoreDeps } from '../clients.js';
import { contentDisposition, type Disposition } from './content-disposition.js';

/** The client must send exactly these `headers`. Content-Length is signed but not included, because only the browser can set it. */
export type PresignedWrite = { url: string; headers: Record<string, string> };
export type PresignPartOptions = {
  sizeBytes: number;
  /** Base64 of the big-endian CRC-32C, as in x-amz-checksum-crc32c. */
  checksumCrc32c?: string;
  expiresInSeconds: number;
};
export type PresignPutOptions = PresignPartOptions & { contentType?: string };
export type PresignGetOptions = {
  expiresInSeconds: number;
  fileName?: string;
  disposition?: Disposition;
  contentType?: string;
  /** The URL stays the same for this long, so that caches hit. It is valid for at least `expiresInSeconds - stableForSeconds`. */
  stableForSeconds?: number;
};

const CRC32C_HEADER = 'x-amz-checksum-crc32c';

const headersOf = ({ contentType, checksumCrc32c }: Partial<PresignPutOptions>): Record<string, string> => ({
  ...(contentType ? { 'content-type': contentType } : {}),
  ...(checksumCrc32c ? { [CRC32C_HEADER]: checksumCrc32c } : {}),
});

/** Signs checksums as headers, because some stores ignore them in the query string. */
const signingOf = (headers: Record<string, string>, expiresInSeconds: number) => ({
  expiresIn: expiresInSeconds,
  signableHeaders: new Set(['host', 'content-length', ...Object.keys(headers)]),
  unhoistableHeaders: new Set([CRC32C_HEADER]),
});

/** A URL that accepts exactly `sizeBytes` bytes in one PUT. */
export const presignPut = (deps: StoreDeps, key: string, options: PresignPutOptions): Promise<PresignedWrite> =>
  callStore(deps, { operation: 'presignPut', key }, async () => {
    const headers = headersOf(options);
    const command = new PutObjectCommand({
      Bucket: deps.bucket,
      Key: key,
      ContentLength: options.sizeBytes,
      ContentType: options.contentType,
      ChecksumCRC32C: options.checksumCrc32c,
    });
    const url = await getSignedUrl(deps.publicClient, command, signingOf(headers, options.expiresInSeconds));
    return { url, headers };
  });

/** A URL that accepts exactly `sizeBytes` bytes as one part of a multipart upload. */
export const presignPart = (
  deps: StoreDeps,
  key: string,
  multipartId: string,
  partNumber: number,
  options: PresignPartOptions,
): Promise<PresignedWrite> =>
  callStore(deps, { operation: 'presignPart', key }, async () => {
    const headers = headersOf({ checksumCrc32c: options.checksumCrc32c });
    const command = new UploadPartCommand({
      Bucket: deps.bucket,
      Key: key,
      UploadId: multipartId,
      PartNumber: partNumber,
      ContentLength: options.sizeBytes,
      ChecksumCRC32C: options.checksumCrc32c,
    });
    const url = await getSignedUrl(deps.publicClient, command, signingOf(headers, options.expiresInSeconds));
    return { url, headers };
  });

/** `now`, rounded down to a multiple of `stableForSeconds`. */
export const stableDate = (now: Date, stableForSeconds: number): Date => {
  const periodMs = stableForSeconds * 1000;
  return new Date(Math.floor(now.getTime() / periodMs) * periodMs);
};

/** A URL that reads an object. The response's file name and type are signed. */
export const presignGet = (deps: StoreDeps, key: string, options: PresignGetOptions): Promise<string> =>
  callStore(deps, { operation: 'presignGet', key }, () => {
    const { fileName, disposition = fileName ? 'attachment' : undefined, contentType, stableForSeconds } = options;
    const named = disposition && (fileName ? contentDisposition(disposition, fileName) : disposition);
    const command = new GetObjectCommand({
      Bucket: deps.bucket,
      Key: key,
      ResponseContentDisposition: named,
      ResponseContentType: contentType,
    });
    return getSignedUrl(deps.publicClient, command, {
      expiresIn: options.expiresInSeconds,
      ...(stableForSeconds ? { signingDate: stableDate(new Date(), stableForSeconds) } : {}),
    });
  });
