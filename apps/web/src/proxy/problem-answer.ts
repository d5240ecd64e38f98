import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { ApiErrorCode } from '@media/sdk';

type Problem = {
  status: number;
  code: Exclude<ApiErrorCode, 'UNREADABLE_ANSWER'>;
  /** A sentence for people. */
  detail: string;
};

/** An answer of the proxy's own in the form of the API's: RFC 9457, a code of the catalogue, an id for the logs. */
export const problemAnswer = ({ status, code, detail }: Problem, requestId: string = randomUUID()): Response =>
  Response.json(
    { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail, requestId },
    { status, headers: { 'content-type': 'application/problem+json', 'x-request-id': requestId } },
  );
