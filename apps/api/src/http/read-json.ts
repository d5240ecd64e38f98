import type { FastifyInstance } from 'fastify';

/**
 * JSON is the only body there is: forms, which other sites can send, and plain text are refused. An empty body is none,
 * and `__proto__` in one is an error.
 */
export const readJson = (server: FastifyInstance): void => {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else parse(request, body.toString(), done);
  });
};
