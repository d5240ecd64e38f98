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
  // The connection ended before the body.
  HPE_INVALID_EOF_STATE: 'REQUEST_ABORTED',
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'BODY_TOO_LARGE',
};

/**
 * Handles requests before the framework: sets the request id and the default headers of every response, and rejects what never
 * reaches the framework (invalid HTTP, incomplete headers or bodies, undecodable URLs). For those only the kind of error is
 * returned and logged, because they can contain tokens.
 */
export const createServerFront = ({ log }: { log: Logger }, defaults: DefaultHeaders) => {
  const ids = new WeakMap<IncomingMessage, string>();
  const responses = new WeakMap<Socket, ServerResponse>();
  /** Connections that end with the error they got. */
  const rejected = new WeakSet<Socket>();

  const traceOf = createTraces();
  const logRejection = (
    error: AppError,
    facts: { requestId: string; traceId?: string; reason: string | undefined },
  ): void => log.debug({ ...facts, code: error.code }, 'Request rejected');

  const idOf = (request: IncomingMessage): string => ids.get(request) ?? requestIdOf(request);

  const begin = (request: IncomingMessage, response: ServerResponse): void => {
    const id = requestIdOf(request);
    ids.set(request, id);
    responses.set(request.socket, response);
    response.setHeaders(new Map(Object.entries({ ...defaults, 'x-request-id': id })));
  };

  const reject = (request: IncomingMessage, response: ServerResponse, error: AppError, reason?: string): void => {
    const requestId = idOf(request);
    rejected.add(request.socket);
    logRejection(error, { requestId, traceId: traceOf(request).traceId, reason });
    sendProblem(response, error, requestId, defaults);
  };

  const rejectConnection = (socket: Socket, error: AppError, reason: string): void => {
    const requestId = requestIdOf({ headers: {} });
    logRejection(error, { requestId, reason });
    writeProblem(socket, error, requestId, defaults);
  };

  return {
    ...{ idOf, traceOf },

    /** Called for HTTP parser errors and timeouts. */
    onClientError: ({ code = '' }: ParserError, socket: Socket): void => {
      // After an error, the parser can fail again on every further byte of the connection.
      if (rejected.has(socket)) return;
      rejected.add(socket);
      const response = responses.get(socket);
      const isInProgress = response !== undefined && !response.writableEnded;
      const error = new AppError(CODES[code] ?? 'REQUEST_MALFORMED');
      // No request was sent, the client has gone, or a second response would corrupt a half-sent one.
      if (socket.bytesRead === 0 || !socket.writable || (isInProgress && response.headersSent)) socket.destroy();
      else if (isInProgress) reject(response.req, response, error, code);
      else rejectConnection(socket, error, code);
    },

    /** Called if the router can't decode the URL. */
    onFrameworkError: (error: Error, { raw }: FastifyRequest, reply: FastifyReply): void => {
      reply.hijack();
      reject(raw, reply.raw, toAppError(error), error.name);
    },

    /** Adds listeners that run before the framework and replace Node's default responses, which have no body. */
    attach: (server: Server): void => {
      server.prependListener('request', begin);
      server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
        reject(request, response, new AppError('REQUEST_MALFORMED'), 'expectation'),
      );
    },
  };
};
export type ServerFront = ReturnType<typeof createServerFront>;
