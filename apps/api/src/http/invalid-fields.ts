import type { FieldProblem } from '@media/contracts';
import { AppError, type ErrorCode } from '@media/core';

/** Nobody reads more, and a body may hold a hundred thousand. */
const MOST_TOLD = 20;

/** A refusal that names the fields at fault, and says how many more there are. */
export const invalidFields = (problems: readonly FieldProblem[], code: ErrorCode = 'REQUEST_INVALID'): AppError => {
  const more = problems.length - MOST_TOLD;
  return new AppError(code, { errors: problems.slice(0, MOST_TOLD), ...(more > 0 && { moreErrors: more }) });
};
