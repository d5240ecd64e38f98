import type { FastifyRequest } from 'fastify';

/** A request header. If it is repeated, the first value. */
export const headerOf = ({ headers }: Pick<FastifyRequest, 'headers'>, name: string): string | undefined =>
  [headers[name]].flat()[0];
