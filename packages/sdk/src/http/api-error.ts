import type { Problem } from '@media/contracts';

/** `UNREADABLE_ANSWER`: something between us and the API answered, a proxy's error page for instance. */
export type ApiErrorCode = Problem['code'] | 'UNREADABLE_ANSWER';
export type FieldError = NonNullable<Problem['errors']>[number];

/** The API refused or failed: RFC 9457 problem details as an error. `message` is a sentence for people. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: ApiErrorCode,
    readonly detail: string,
    readonly requestId: string | undefined = undefined,
    readonly errors: readonly FieldError[] = [],
    readonly missingParts: readonly number[] = [],
    /** How long the server asks to wait before the next try, in milliseconds. */
    readonly retryAfterMs: number | undefined = undefined,
  ) {
    super(detail);
  }
}

/** Reads an answer that is not a success; whatever its body holds, the outcome is an ApiError. */
export const readApiError = async (response: Response): Promise<ApiError> => {
  const problem = parseProblem(await response.text().catch(() => ''));
  const requestId = problem?.requestId ?? response.headers.get('x-request-id') ?? undefined;
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'));
  if (!problem) {
    const detail = `The server answered ${response.status} without an explanation.`;
    return new ApiError(response.status, 'UNREADABLE_ANSWER', detail, requestId, [], [], retryAfterMs);
  }
  const { code, detail, errors, missingParts } = problem;
  return new ApiError(response.status, code, detail, requestId, errors, missingParts, retryAfterMs);
};

const parseProblem = (text: string): Problem | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isProblem(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'detail' in value &&
  typeof value.detail === 'string';

/** RFC 9110 section 10.2.3, of which only the seconds are in use here; a date is ignored. */
const parseRetryAfter = (header: string | null): number | undefined => {
  const seconds = Number.parseInt(header ?? '', 10);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
};
