import { describe, expect, test } from 'vitest';
import { type UnverifiedRequest, verifyRequest } from './verify-request.js';

// The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html and
// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
const KEYS = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const AT = Date.UTC(2013, 4, 24);
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const HOST = 'examplebucket.s3.amazonaws.com';
const CREDENTIAL = 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request';

const signed = (
  request: Partial<UnverifiedRequest> & { headers?: Record<string, string> },
  signature: string,
): UnverifiedRequest => {
  const headers: Record<string, string> = {
    host: HOST,
    'x-amz-content-sha256': EMPTY,
    'x-amz-date': '20130524T000000Z',
    ...request.headers,
  };
  const names = Object.keys(headers).sort().join(';');
  const authorization = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL},SignedHeaders=${names},Signature=${signature}`;
  return { method: 'GET', path: '/', query: [], ...request, headers: { ...headers, authorization } };
};

const GET_OBJECT = signed(
  { path: '/test.txt', headers: { range: 'bytes=0-9' } },
  'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
);

const PRESIGNED: UnverifiedRequest = {
  method: 'GET',
  path: '/test.txt',
  headers: { host: HOST },
  query: [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', CREDENTIAL],
    ['X-Amz-Date', '20130524T000000Z'],
    ['X-Amz-Expires', '86400'],
    ['X-Amz-SignedHeaders', 'host'],
    ['X-Amz-Signature', 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404'],
  ],
};

const codeOf = (request: UnverifiedRequest, nowMs = AT): unknown => {
  try {
    return verifyRequest(request, KEYS, nowMs).payloadHash;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};

const withQuery = (name: string, value: string): UnverifiedRequest => ({
  ...PRESIGNED,
  query: PRESIGNED.query.map((pair) => (pair[0] === name ? [name, value] : pair)),
});

describe('the examples from the AWS documentation are accepted', () => {
  test('GET of an object with a range', () => expect(codeOf(GET_OBJECT)).toBe(EMPTY));

  test('PUT with a key that needs encoding', () => {
    const payloadHash = '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072';
    const request = signed(
      {
        method: 'PUT',
        path: '/test$file.text',
        headers: {
          date: 'Fri, 24 May 2013 00:00:00 GMT',
          'x-amz-content-sha256': payloadHash,
          'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        },
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    );
    expect(codeOf(request)).toBe(payloadHash);
  });

  test('GET of a subresource without a value', () => {
    const request = signed(
      { query: [['lifecycle', '']] },
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    );
    expect(codeOf(request)).toBe(EMPTY);
  });

  test('GET of a listing with parameters in any order', () => {
    const request = signed(
      {
        query: [
          ['prefix', 'J'],
          ['max-keys', '2'],
        ],
      },
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    );
    expect(codeOf(request)).toBe(EMPTY);
  });

  test('a presigned URL', () => expect(codeOf(PRESIGNED)).toBe('UNSIGNED-PAYLOAD'));
});

describe('a modified or invalid request is rejected with the code of S3', () => {
  test.each([
    ['another path', { ...GET_OBJECT, path: '/test.txt2' }, 'SignatureDoesNotMatch'],
    ['another method', { ...GET_OBJECT, method: 'DELETE' }, 'SignatureDoesNotMatch'],
    ['another method of a presigned URL', { ...PRESIGNED, method: 'PUT' }, 'SignatureDoesNotMatch'],
    ['an added parameter', { ...PRESIGNED, query: [...PRESIGNED.query, ['uploads', '']] }, 'SignatureDoesNotMatch'],
    ['another expiry', withQuery('X-Amz-Expires', '86401'), 'SignatureDoesNotMatch'],
    ['an expiry of more than seven days', withQuery('X-Amz-Expires', '604801'), 'AuthorizationQueryParametersError'],
    ['an expiry that is not a number', withQuery('X-Amz-Expires', '1e3'), 'AuthorizationQueryParametersError'],
    [
      'another region',
      withQuery('X-Amz-Credential', CREDENTIAL.replace('us-east-1', 'eu-west-1')),
      'AuthorizationQueryParametersError',
    ],
    ['an unknown key', withQuery('X-Amz-Credential', CREDENTIAL.replace('AKIA', 'AKIB')), 'InvalidAccessKeyId'],
    [
      'an unsigned x-amz- header',
      { ...PRESIGNED, headers: { host: HOST, 'x-amz-acl': 'public-read' } },
      'AccessDenied',
    ],
    ['an unsigned host', withQuery('X-Amz-SignedHeaders', 'range'), 'AccessDenied'],
    ['no signature', { ...PRESIGNED, query: [] }, 'AccessDenied'],
    [
      'signature version 2',
      { ...PRESIGNED, query: [], headers: { host: HOST, authorization: 'AWS AKIA:abc' } },
      'InvalidRequest',
    ],
    [
      'an incomplete Authorization header',
      { ...GET_OBJECT, headers: { ...GET_OBJECT.headers, authorization: 'AWS4-HMAC-SHA256 Signature=0' } },
      'AuthorizationHeaderMalformed',
    ],
  ] as [string, UnverifiedRequest, string][])('%s', (_, request, code) => expect(codeOf(request)).toBe(code));

  test('a presigned URL is valid until the last second of its expiry', () => {
    expect(codeOf(PRESIGNED, AT + 86_400_000)).toBe('UNSIGNED-PAYLOAD');
    expect(codeOf(PRESIGNED, AT + 86_400_001)).toBe('AccessDenied');
  });

  test('a request signed more than 15 minutes in the past or future is rejected', () => {
    expect(codeOf(GET_OBJECT, AT + 15 * 60_000)).toBe(EMPTY);
    expect(codeOf(GET_OBJECT, AT + 15 * 60_000 + 1)).toBe('RequestTimeTooSkewed');
    expect(codeOf(GET_OBJECT, AT - 15 * 60_000 - 1)).toBe('RequestTimeTooSkewed');
    expect(codeOf(PRESIGNED, AT - 15 * 60_000 - 1)).toBe('AccessDenied');
  });
});
