import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type AppError, ERRORS } from '@media/core';
import type { DefaultHeaders } from './default-headers.js';
import { HTTP_STATUS, toProblem } from './problem.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** How long a client has to read an error that is sent before its request was read completely. */
const LINGER_MS = 2_000;

type ProblemResponse = { status: number; headers: Record<string, string>; body: string };

const problemResponse = (error: AppError, requestId: string, defaults: DefaultHeaders): ProblemResponse => {
  const body = JSON.stringify(toProblem(error, requestId));
  const headers = {
    ...{ ...defaults, 'x-request-id': requestId, 'content-type': PROBLEM_TYPE },
    ...{ 'content-length': String(Buffer.byteLength(body)), connection: 'close' },
  };
  return { status: HTTP_STATUS[ERRORS[error.code].kind], headers, body };
};

/** Sends an error outside the framework, which hasn't started to handle the request or can't finish it. */
export const sendProblem = (
  response: ServerResponse,
  error: AppError,
  requestId: string,
  defaults: DefaultHeaders,
): void => {
  const { status, headers, body } = problemResponse(error, requestId, defaults);
  const { socket } = response;
  response.writeHead(status, headers).end(body, () => socket?.destroySoon());
};

/** The same without a response object, for connections whose request couldn't be parsed. */
export const writeProblem = (socket: Socket, error: AppError, requestId: string, defaults: DefaultHeaders): void => {
  const { status, headers, body } = problemResponse(error, requestId, defaults);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  // Closing immediately, with unread bytes from the client, would reset the connection and lose the response.
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
};
