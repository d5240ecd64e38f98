import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** As nginx logs it: the client has gone before there was a response. */
const CLIENT_CLOSED_REQUEST = 499;

/** How a response ended. `isComplete`: the client has got all of it. */
export type EndedResponse = { status: number; isComplete: boolean; isStream: boolean };

/**
 * Calls `handle` once for every request when its response has ended, also if the client disconnected, when Fastify calls no `onResponse`.
 * An event stream (`isStream`) lasts until its client goes.
 */
export const onResponseEnd = (
  server: FastifyInstance,
  handle: (request: FastifyRequest, reply: FastifyReply, ended: EndedResponse) => void,
): void => {
  server.addHook('onRequest', async (request, reply) => {
    const { raw } = reply;
    raw.once('close', () => {
      const status = raw.headersSent ? raw.statusCode : CLIENT_CLOSED_REQUEST;
      const isStream = String(raw.getHeader('content-type') ?? '').startsWith('text/event-stream');
      handle(request, reply, { status, isComplete: raw.writableFinished, isStream });
    });
  });
};
