import type { FastifyRequest } from 'fastify';

/** A header of a request; the first of several. */
export const headerOf = ({ headers }: Pick<FastifyRequest, 'headers'>, name: string): string | undefined =>
  [headers[name]].flat()[0];
