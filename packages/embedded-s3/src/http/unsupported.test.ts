import { describe, expect, test } from 'vitest';
import { checkExpectedOwner, rejectUnsupportedHeaders } from './unsupported.js';

const reject = (method: string, headers: Record<string, string>): void =>
  rejectUnsupportedHeaders({ method, header: (name) => headers[name], headerNames: () => Object.keys(headers) });

describe('a request header for an unsupported feature is rejected with 501', () => {
  test.each([
    ['x-amz-acl', 'public-read'],
    ['x-amz-grant-read', 'id=abc'],
    ['x-amz-grant-full-control', 'id=abc'],
    ['x-amz-object-ownership', 'ObjectWriter'],
    ['x-amz-server-side-encryption', 'AES256'],
    ['x-amz-server-side-encryption', 'aws:kms'],
    ['x-amz-server-side-encryption-aws-kms-key-id', 'key'],
    ['x-amz-server-side-encryption-bucket-key-enabled', 'true'],
    ['x-amz-server-side-encryption-context', 'e30='],
    ['x-amz-server-side-encryption-customer-algorithm', 'AES256'],
    ['x-amz-server-side-encryption-customer-key', 'a2V5'],
    ['x-amz-copy-source-server-side-encryption-customer-key', 'a2V5'],
    ['x-amz-storage-class', 'GLACIER'],
    ['x-amz-storage-class', 'REDUCED_REDUNDANCY'],
    ['x-amz-tagging', 'a=b'],
    ['x-amz-object-lock-mode', 'GOVERNANCE'],
    ['x-amz-object-lock-retain-until-date', '2030-01-01T00:00:00Z'],
    ['x-amz-object-lock-legal-hold', 'ON'],
    ['x-amz-bucket-object-lock-enabled', 'true'],
    ['x-amz-bypass-governance-retention', 'true'],
    ['x-amz-mfa', 'device 123456'],
    ['x-amz-request-payer', 'requester'],
    ['x-amz-website-redirect-location', '/other'],
    ['x-amz-write-offset-bytes', '5'],
    ['x-amz-rename-source', '/a/b'],
    ['x-amz-if-match-size', '5'],
    ['x-amz-if-match-last-modified-time', 'Wed, 21 Oct 2026 07:28:00 GMT'],
    ['x-amz-if-match-initiated-time', 'Wed, 21 Oct 2026 07:28:00 GMT'],
    ['if-unmodified-since', 'Wed, 21 Oct 2026 07:28:00 GMT'],
    ['content-range', 'bytes 0-4/10'],
  ])('%s: %s', (name, value) => {
    expect(() => reject('PUT', { host: 'h', [name]: value })).toThrow(
      expect.objectContaining({ code: 'NotImplemented', elements: { Header: name } }),
    );
  });

  test('If-None-Match on a DELETE', () => {
    expect(() => reject('DELETE', { 'if-none-match': '*' })).toThrow(expect.objectContaining({ status: 501 }));
  });
});

describe('a request header for the default behavior is accepted', () => {
  test.each([
    ['x-amz-acl', 'private'],
    ['x-amz-acl', 'bucket-owner-full-control'],
    ['x-amz-acl', ''],
    ['x-amz-object-ownership', 'BucketOwnerEnforced'],
    ['x-amz-storage-class', 'STANDARD'],
    ['x-amz-tagging-directive', 'COPY'],
    ['x-amz-bucket-object-lock-enabled', 'false'],
    ['x-amz-meta-acl', 'public-read'],
    ['x-amz-checksum-crc32', 'AAAAAA=='],
    ['x-amz-sdk-checksum-algorithm', 'CRC32'],
    ['if-match', '"a"'],
    ['if-none-match', '*'],
  ])('%s: %s', (name, value) => {
    expect(() => reject('PUT', { [name]: value })).not.toThrow();
  });

  test('the conditions of a read', () => {
    const headers = { 'if-modified-since': 'x', 'if-unmodified-since': 'x', 'if-none-match': '*' };
    expect(() => reject('GET', headers)).not.toThrow();
  });
});

test.each(['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner'])('%s must be the owner', (name) => {
  const check = (owner: string | undefined) =>
    checkExpectedOwner({ header: (wanted) => (wanted === name ? owner : undefined) });
  expect(() => check('111122223333')).toThrow(expect.objectContaining({ code: 'AccessDenied' }));
  expect(() => check('embedded')).not.toThrow();
  expect(() => check(undefined)).not.toThrow();
});
