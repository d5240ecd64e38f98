import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { AppError, type ErrorCode } from '@media/core';
import type { Logger } from '@media/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DefaultHeaders } from './default-headers.js';
import { requestIdOf } from './request-id.js';
import { createTraces } from './request-trace.js';
import { sendProblem, writeProblem } from './send-problem.js';
import { toAppError } from './to-app-error.js';

type ParserError = Error & { code?: string };

const CODES: Record<string, ErrorCode> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
  // The end of the connection came before that of the body.
  HPE_INVALID_EOF_STATE: 'REQUEST_ABORTED',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'BODY_TOO_LARGE',
};

/**
 * What lies before the framework. Every answer begins here, with its id and the default headers. And here is refused what never
 * becomes a request of the framework: bytes that are no HTTP, headers or a body that do not come to their end, an address that
 * cannot be decoded. Of these nothing is told or logged but the kind: they may hold tokens.
 */
export const createServerFront = ({ log }: { log: Logger }, defaults: DefaultHeaders) => {
  const ids = new WeakMap<IncomingMessage, string>();
  const responses = new WeakMap<Socket, ServerResponse>();
  const refused = new WeakSet<Socket>();

  const traceOf = createTraces();
  const note = (error: AppError, facts: { requestId: string; traceId?: string; reason: string | undefined }): void =>
    log.debug({ ...facts, code: error.code }, 'request refused');

  const idOf = (request: IncomingMessage): string => ids.get(request) ?? requestIdOf(request);

  const begin = (request: IncomingMessage, response: ServerResponse): void => {
    const id = requestIdOf(request);
    ids.set(request, id);
    responses.set(request.socket, response);
    response.setHeaders(new Map(Object.entries({ ...defaults, 'x-request-id': id })));
  };

  const refuse = (request: IncomingMessage, response: ServerResponse, error: AppError, reason?: string): void => {
    const requestId = idOf(request);
    note(error, { requestId, traceId: traceOf(request).traceId, reason });
    sendProblem(response, error, requestId, defaults);
  };

  const refuseConnection = (socket: Socket, error: AppError, reason: string): void => {
    const requestId = requestIdOf({ headers: {} });
    note(error, { requestId, reason });
    writeProblem(socket, error, requestId, defaults);
  };

  return {
    ...{ idOf, traceOf },

    /** Node's parser, or its clock, gave a connection up. */
    onClientError: ({ code = '' }: ParserError, socket: Socket): void => {
      // The parser fails again at every further byte of a connection that it has given up.
      if (refused.has(socket)) return;
      refused.add(socket);
      const response = responses.get(socket);
      const isUnderWay = response !== undefined && !response.writableEnded;
      const error = new AppError(CODES[code] ?? 'REQUEST_MALFORMED');
      // Nothing was asked yet, nobody is there any more, or an answer is half sent, which another would corrupt.
      if (socket.bytesRead === 0 || !socket.writable || (isUnderWay && response.headersSent)) socket.destroy();
      else if (isUnderWay) refuse(response.req, response, error, code);
      else refuseConnection(socket, error, code);
    },

    /** The router could not read the address. */
    onFrameworkError: (error: Error, { raw }: FastifyRequest, reply: FastifyReply): void => {
      reply.hijack();
      refuse(raw, reply.raw, toAppError(error), error.name);
    },

    /** Goes before the framework, and before what Node would answer by itself without a word. */
    watch: (server: Server): void => {
      server.prependListener('request', begin);
      server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
        refuse(request, response, new AppError('REQUEST_MALFORMED'), 'expectation'),
      );
    },
  };
};
export type ServerFront = ReturnType<typeof createServerFront>;
