import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../sigv4/canonical-request.js';
import { scopeText, sign, signingKey } from '../sigv4/signature.js';
import type { ChunkSeed } from '../sigv4/verify-request.js';
import { decodeAwsChunked } from './aws-chunked.js';

// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
const SCOPE = { date: '20130524', region: 'us-east-1', service: 's3' };
const SEED: ChunkSeed = {
  key: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', SCOPE),
  timestamp: '20130524T000000Z',
  scope: scopeText(SCOPE),
  signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
};

type Options = { seed?: ChunkSeed; hasTrailer?: boolean };

async function* cut(body: Buffer, sizes: number[]): AsyncGenerator<Buffer, void, undefined> {
  let start = 0;
  for (let index = 0; start < body.length; index += 1) {
    const size = sizes[index % sizes.length] ?? body.length;
    yield body.subarray(start, start + size);
    start += size;
  }
}

const decode = async (body: Buffer, { seed, hasTrailer = false }: Options = {}, sizes = [body.length]) => {
  const trailers: Record<string, string> = {};
  const chunks: Buffer[] = [];
  const onTrailer = (name: string, value: string): void => {
    trailers[name] = value;
  };
  for await (const chunk of decodeAwsChunked({ source: cut(body, sizes), seed, hasTrailer, onTrailer })) {
    chunks.push(Buffer.from(chunk));
  }
  return { data: Buffer.concat(chunks), trailers };
};

const EXAMPLE = Buffer.from(
  [
    '10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
    'a'.repeat(65_536),
    '400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
    'a'.repeat(1_024),
    '0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    '',
    '',
  ].join('\r\n'),
);

describe('a signed body', () => {
  test('the example from the AWS documentation is accepted', async () => {
    const { data } = await decode(EXAMPLE, { seed: SEED });
    expect(data.equals(Buffer.alloc(66_560, 'a'))).toBe(true);
  });

  test.each([
    ['a changed byte', EXAMPLE.indexOf('aaaa'), 'SignatureDoesNotMatch'],
    ['a changed signature', EXAMPLE.indexOf('00556'), 'SignatureDoesNotMatch'],
    ['a changed last signature', EXAMPLE.indexOf('b6c6'), 'SignatureDoesNotMatch'],
  ])('%s is rejected', async (_, at, code) => {
    const body = Buffer.from(EXAMPLE);
    body[at] = 'f'.charCodeAt(0);
    await expect(decode(body, { seed: SEED })).rejects.toMatchObject({ code });
  });

  test('chunks without signatures are rejected', async () => {
    const body = Buffer.from(EXAMPLE.toString().replace(/;chunk-signature=[0-9a-f]+/g, ''));
    await expect(decode(body, { seed: SEED })).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  test('a signed trailer is accepted, and rejected if modified or unsigned', async () => {
    const empty = sha256Hex('');
    const last = sign(SEED.key, ['AWS4-HMAC-SHA256-PAYLOAD', SEED.timestamp, SEED.scope, SEED.signature, empty, empty]);
    const hash = sha256Hex('x-amz-checksum-crc32:AAAAAA==\n');
    const trailer = sign(SEED.key, ['AWS4-HMAC-SHA256-TRAILER', SEED.timestamp, SEED.scope, last, hash]);
    const text = `0;chunk-signature=${last}\r\nx-amz-checksum-crc32:AAAAAA==\r\nx-amz-trailer-signature:${trailer}\r\n\r\n`;
    const options = { seed: SEED, hasTrailer: true };
    expect((await decode(Buffer.from(text), options)).trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
    const changed = decode(Buffer.from(text.replace('AAAAAA', 'AAAAAB')), options);
    await expect(changed).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
    const unsigned = decode(Buffer.from(text.replace(/x-amz-trailer-signature.*\r\n/, '')), options);
    await expect(unsigned).rejects.toMatchObject({ code: 'SignatureDoesNotMatch' });
  });
});

describe('an unsigned body with a trailer', () => {
  test('is decoded correctly however it is split into buffers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 5 }),
        async (chunks, sizes) => {
          const body = Buffer.concat([
            ...chunks.flatMap((chunk) => [
              Buffer.from(`${chunk.length.toString(16)}\r\n`),
              Buffer.from(chunk),
              Buffer.from('\r\n'),
            ]),
            Buffer.from('0\r\nx-amz-checksum-crc32:abc=\r\n\r\n'),
          ]);
          const { data, trailers } = await decode(body, { hasTrailer: true }, sizes);
          expect(data.equals(Buffer.concat(chunks))).toBe(true);
          expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'abc=' });
        },
      ),
      { numRuns: 100 },
    );
  });

  test.each([
    ['that ends inside a chunk', '5\r\nab', 'IncompleteBody'],
    ['that ends before the last chunk', '2\r\nab\r\n', 'IncompleteBody'],
    ['with a chunk longer than declared', '2\r\nabc\r\n0\r\n\r\n', 'InvalidRequest'],
    ['without a chunk header', 'hello world\r\n', 'InvalidRequest'],
    ['with an excessive chunk size', `${'f'.repeat(20)}\r\n`, 'InvalidRequest'],
    ['with an endless line', 'a'.repeat(100_000), 'InvalidRequest'],
  ])('%s is rejected', async (_, text, code) => {
    await expect(decode(Buffer.from(text), {}, [7])).rejects.toMatchObject({ code });
  });
});
