import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from '@node-rs/crc32';
import { createCRC64 } from 'hash-wasm';

/** The checksums that clients can send as x-amz-checksum-*. */
export const CHECKSUMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type Checksum = (typeof CHECKSUMS)[number];
export const DIGEST_BYTES: Record<Checksum, number> = { crc32: 4, crc32c: 4, crc64nvme: 8, sha1: 20, sha256: 32 };
export type Algorithm = Checksum | 'md5';
export type Digests = Partial<Record<Algorithm, Buffer>>;

type Digester = { update(bytes: Uint8Array): void; digest(): Buffer };

const crcDigester = (next: (bytes: Uint8Array, crc: number) => number): Digester => {
  let crc = 0;
  return {
    update: (bytes) => {
      crc = next(bytes, crc);
    },
    digest: () => {
      const digest = Buffer.alloc(4);
      digest.writeUInt32BE(crc >>> 0);
      return digest;
    },
  };
};

/** The reflected polynomial of CRC-64/NVME. */
const NVME = '9a6c9329ac4bc9b5';
/** One instance per thread, because creating one is asynchronous. Each body saves and loads its own state of a few bytes. */
const crc64 = await createCRC64(NVME);

const crc64Digester = (): Digester => {
  let state = crc64.init().save();
  return {
    update: (bytes) => {
      state = crc64.load(state).update(bytes).save();
    },
    digest: () => Buffer.from(crc64.load(state).digest('binary')),
  };
};

const hashDigester = (name: 'md5' | 'sha1' | 'sha256'): Digester => {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
};

const createDigester = (algorithm: Algorithm): Digester => {
  if (algorithm === 'crc32') return crcDigester(crc32);
  if (algorithm === 'crc32c') return crcDigester((bytes, crc) => crc32c(bytes, crc));
  if (algorithm === 'crc64nvme') return crc64Digester();
  return hashDigester(algorithm);
};

/** Computes several digests of the same bytes. */
export const createDigests = (algorithms: readonly Algorithm[]) => {
  const digesters = algorithms.map((algorithm) => [algorithm, createDigester(algorithm)] as const);
  return {
    update: (bytes: Uint8Array): void => {
      for (const [, digester] of digesters) digester.update(bytes);
    },
    digest: (): Digests => Object.fromEntries(digesters.map(([name, digester]) => [name, digester.digest()])),
  };
};

/** Digests of bytes in memory. */
export const digestsOf = (bytes: Uint8Array, algorithms: readonly Algorithm[]): Digests => {
  const digests = createDigests(algorithms);
  digests.update(bytes);
  return digests.digest();
};
