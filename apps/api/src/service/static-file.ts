import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Responded } from '../http/route.js';
import { takesGzip } from '../http/takes-gzip.js';

/** A file that is the same for everyone, compressed once. */
export type StaticFile = { type: string; body: Buffer; gzipped: Buffer; etag: string };

const HASH_CHARACTERS = 16;
const compress = promisify(gzip);

export const hashOf = (body: string | Buffer): string =>
  createHash('sha256').update(body).digest('base64url').slice(0, HASH_CHARACTERS);

export const staticFile = async (type: string, text: string): Promise<StaticFile> => {
  const body = Buffer.from(text);
  return { type, body, gzipped: await compress(body), etag: `W/"${hashOf(body)}"` };
};

/** The weak comparison of RFC 9110 13.1.2: proxies may have weakened or strengthened what they pass on. */
const isKnown = (condition: string, etag: string): boolean =>
  condition.split(',').some((known) => known.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''));

type FileCall = { request: FastifyRequest; reply: FastifyReply; respond(status: 304): Responded };

/** Answers with a file, compressed to whoever takes that, or with 304 to whoever has it (RFC 9110 13.1.2). */
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
