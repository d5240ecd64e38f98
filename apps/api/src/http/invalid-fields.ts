import type { FieldProblem } from '@media/contracts';
import { AppError, type ErrorCode } from '@media/core';

/** A body can contain a hundred thousand invalid fields. */
const MAX_REPORTED = 20;

/** An error that lists the invalid fields and the number of those that it leaves out. */
export const invalidFields = (problems: readonly FieldProblem[], code: ErrorCode = 'REQUEST_INVALID'): AppError => {
  const more = problems.length - MAX_REPORTED;
  return new AppError(code, { errors: problems.slice(0, MAX_REPORTED), ...(more > 0 && { moreErrors: more }) });
};
