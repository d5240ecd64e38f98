import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { canonicalRequest, sha256Hex, uriEncode } from './sigv4/canonical-request.js';
import { scopeText, sign, signingKey } from './sigv4/signature.js';
import { KEYS } from './start-test-server.fixture.js';

export type RawRequest = {
  /** Subresources have an empty value: `{ uploads: '' }`. */
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string | Buffer;
};
export type RawAnswer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** The Code of an error document, otherwise ''. */
  code: string;
};

const REGION = 'us-east-1';

const signHeaders = (
  method: string,
  host: string,
  path: string,
  { query = {}, headers = {}, body = '' }: RawRequest,
): Record<string, string> => {
  const timestamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const payloadHash = headers['x-amz-content-sha256'] ?? sha256Hex(body);
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const signed: Record<string, string> = {
    host,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': timestamp,
    ...Object.fromEntries(lower),
  };
  const signedHeaders = Object.keys(signed).sort();
  const scope = { date: timestamp.slice(0, 8), region: REGION, service: 's3' };
  const text = canonicalRequest({
    method,
    path,
    query: Object.entries(query),
    headers: signed,
    signedHeaders,
    payloadHash,
  });
  const key = signingKey(KEYS.secretAccessKey, scope);
  const signature = sign(key, ['AWS4-HMAC-SHA256', timestamp, scopeText(scope), sha256Hex(text)]);
  const credential = `${KEYS.accessKeyId}/${scopeText(scope)}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  return { ...signed, authorization };
};

/** Signs and sends one request exactly as given: an SDK would add headers, retry and hide details. `path` is unencoded. */
export const sendRaw = (serverUrl: string, method: string, path: string, raw: RawRequest = {}): Promise<RawAnswer> =>
  new Promise((resolve, reject) => {
    const { hostname, port, host } = new URL(serverUrl);
    const search = Object.entries(raw.query ?? {})
      .map(([name, value]) => `${uriEncode(name)}=${uriEncode(value)}`)
      .join('&');
    const encoded = path.split('/').map(uriEncode).join('/');
    const headers = signHeaders(method, host, path, raw);
    if (raw.body !== undefined) headers['content-length'] = String(Buffer.byteLength(raw.body));
    const target = { method, hostname, port, path: search ? `${encoded}?${search}` : encoded, headers };
    request(target, (response) => {
      buffer(response).then((bytes) => {
        const text = bytes.toString('utf8');
        const code = /<Error><Code>(.*?)<\/Code>/s.exec(text)?.[1] ?? '';
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, code });
      }, reject);
    })
      .on('error', reject)
      .end(raw.body);
  });

/** The raw texts of all XML elements with a name. */
export const textsOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1] ?? '');
