import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { takesGzip } from './takes-gzip.js';

const PLAYLIST = /^application\/(vnd\.apple\.mpegurl|dash\+xml)/;

const compress = promisify(gzip);

/**
 * Sends lists compressed to who takes it (RFC 9110 12.5.3). They repeat a signed address for every segment: two hours in four
 * renditions are 6 MB of DASH, read again every few seconds while they grow, and a thirtieth of that compressed.
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
