import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { takesGzip } from './takes-gzip.js';

const PLAYLIST = /^application\/(vnd\.apple\.mpegurl|dash\+xml)/;

const compress = promisify(gzip);

/**
 * Compresses playlists and manifests if the client accepts it (RFC 9110 12.5.3). They repeat a presigned URL for every segment: the
 * DASH manifest of a two-hour video in four renditions is 6 MB, is reloaded every few seconds while it grows, and compresses to a
 * thirtieth.
 */
export const compressPlaylists = (server: FastifyInstance): void => {
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || !PLAYLIST.test(String(reply.getHeader('content-type')))) return payload;
    reply.header('vary', 'accept-encoding');
    if (!takesGzip(request.headers['accept-encoding'])) return payload;
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return compress(payload, { level: constants.Z_BEST_SPEED });
  });
};
