import type { FastifyInstance } from 'fastify';

/**
 * Accepts only JSON bodies: other sites can make browsers send forms and plain text. An empty body counts as no body, and
 * `__proto__` in a body is an error.
 */
export const readJson = (server: FastifyInstance): void => {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else parse(request, body.toString(), done);
  });
};
