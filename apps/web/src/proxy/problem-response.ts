import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { ApiErrorCode } from '@media/sdk';

type Problem = {
  status: number;
  code: Exclude<ApiErrorCode, 'UNREADABLE_ANSWER'>;
  /** A sentence for users. */
  detail: string;
};

/** An error response of the proxy in the format of the API: RFC 9457 with a code from the catalog and a request id. */
export const problemResponse = ({ status, code, detail }: Problem, requestId: string = randomUUID()): Response =>
  Response.json(
    { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail, requestId },
    { status, headers: { 'content-type': 'application/problem+json', 'x-request-id': requestId } },
  );
