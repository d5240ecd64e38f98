import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Responded } from '../http/route.js';
import { takesGzip } from '../http/takes-gzip.js';

/** A file with its compressed version, prepared once. */
export type StaticFile = { type: string; body: Buffer; gzipped: Buffer; etag: string };

const HASH_CHARACTERS = 16;
const compress = promisify(gzip);

export const hashOf = (body: string | Buffer): string =>
  createHash('sha256').update(body).digest('base64url').slice(0, HASH_CHARACTERS);

export const staticFile = async (type: string, text: string): Promise<StaticFile> => {
  const body = Buffer.from(text);
  return { type, body, gzipped: await compress(body), etag: `W/"${hashOf(body)}"` };
};

/** Weak comparison (RFC 9110 13.1.2): proxies can change an ETag from strong to weak. */
const isKnown = (condition: string, etag: string): boolean =>
  condition.split(',').some((known) => known.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''));

type FileCall = { request: FastifyRequest; reply: FastifyReply; respond(status: 304): Responded };

/** Returns a file, compressed if the client accepts it, or 304 if the client has the current version (RFC 9110 13.1.2). */
export const respondWithFile = (
  { request: { headers }, reply, respond }: FileCall,
  { type, body, gzipped, etag }: StaticFile,
  cacheControl: string,
): Uint8Array | Responded => {
  reply.header('cache-control', cacheControl).header('etag', etag).header('vary', 'accept-encoding');
  if (isKnown(headers['if-none-match'] ?? '', etag)) {
    reply.removeHeader('content-type');
    return respond(304);
  }
  reply.header('content-type', type);
  if (!takesGzip(headers['accept-encoding'])) return body;
  reply.header('content-encoding', 'gzip');
  return gzipped;
};
