import type { Problem } from '@media/contracts';

/** `UNREADABLE_ANSWER`: the response didn't come from the API; for example, it is a proxy's error page. */
export type ApiErrorCode = Problem['code'] | 'UNREADABLE_ANSWER';
export type SoleOwnedOrganization = NonNullable<Problem['organizations']>[number];
export type FieldError = NonNullable<Problem['errors']>[number];

/** An error response of the API: RFC 9457 problem details as an error. `message` is a sentence for users. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: ApiErrorCode,
    readonly detail: string,
    readonly requestId: string | undefined = undefined,
    readonly errors: readonly FieldError[] = [],
    readonly missingParts: readonly number[] = [],
    /** How long to wait before the next attempt, in milliseconds, if the server says. */
    readonly retryAfterMs: number | undefined = undefined,
    /** With SOLE_OWNER: what to hand over or to delete before the account. */
    readonly organizations: readonly SoleOwnedOrganization[] = [],
  ) {
    super(detail);
  }
}

/** Turns an error response into an ApiError, whatever its body is. */
export const readApiError = async (response: Response): Promise<ApiError> => {
  const problem = parseProblem(await response.text().catch(() => ''));
  const requestId = problem?.requestId ?? response.headers.get('x-request-id') ?? undefined;
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'));
  if (!problem) {
    const detail = `The server responded with status ${response.status} and no explanation.`;
    return new ApiError(response.status, 'UNREADABLE_ANSWER', detail, requestId, [], [], retryAfterMs);
  }
  const { code, detail, errors, missingParts, organizations } = problem;
  return new ApiError(response.status, code, detail, requestId, errors, missingParts, retryAfterMs, organizations);
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

/** RFC 9110 section 10.2.3. Only seconds are supported; a date is ignored. */
const parseRetryAfter = (header: string | null): number | undefined => {
  const seconds = Number.parseInt(header ?? '', 10);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
};
