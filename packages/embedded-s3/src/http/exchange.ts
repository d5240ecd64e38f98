import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChunkSeed } from '../sigv4/verify-request.js';
import type { Store } from '../store/store.js';
import { type QueryPair, queryValue, type RequestTarget } from './request-target.js';
import { S3Error } from './s3-error.js';

/** A verified request and its response, which every operation receives. */
export type Exchange = {
  store: Store;
  region: string;
  method: string;
  target: RequestTarget;
  bucket: string;
  key: string;
  request: IncomingMessage;
  response: ServerResponse;
  requestId: string;
  payloadHash: string;
  seed: ChunkSeed;
  /** A header. x-amz- headers can also be query parameters of a presigned URL. */
  header(name: string): string | undefined;
  headerNames(): string[];
  query(name: string): string | undefined;
  /** Sends 100 Continue if the client expects it. */
  sendContinue(): void;
};

/** Headers by lower-case name. Repeated ones are joined with commas, as in the signature. */
export const joinHeaders = (rawHeaders: readonly string[]): Record<string, string> => {
  const headers: Record<string, string> = Object.create(null);
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = rawHeaders[index + 1] ?? '';
    headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  return headers;
};

/** Headers, plus the x-amz- query parameters that replace headers in presigned URLs. */
export const withHoisted = (
  headers: Readonly<Record<string, string>>,
  query: readonly QueryPair[],
): Record<string, string> => {
  const hoisted = query
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith('x-amz-'));
  return { ...Object.fromEntries(hoisted), ...headers };
};

/** An integer query parameter within bounds. @throws InvalidArgument */
export const wholeNumber = (
  exchange: Exchange,
  name: string,
  bounds: { min: number; max: number; default?: number },
) => {
  const text = queryValue(exchange.target.query, name);
  if (!text && bounds.default !== undefined) return bounds.default;
  const value = /^\d{1,10}$/.test(text ?? '') ? Number(text) : Number.NaN;
  if (!(value >= bounds.min && value <= bounds.max)) {
    throw new S3Error('InvalidArgument', `${name} must be an integer between ${bounds.min} and ${bounds.max}.`);
  }
  return value;
};
