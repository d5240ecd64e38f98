import { REQUEST_ERRORS } from './request-errors.js';
import { SOURCE_ERRORS } from './source-errors.js';
import { WORK_ERRORS } from './work-errors.js';

/** Every error that a user or an operator can see. A test keeps docs/errors.md equal to this table. */
export const ERRORS = { ...REQUEST_ERRORS, ...SOURCE_ERRORS, ...WORK_ERRORS };

export type ErrorCode = keyof typeof ERRORS;
/** Codes that a video or an attempt can fail with. */
export type FailureCode = keyof typeof SOURCE_ERRORS | keyof typeof WORK_ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];
/** Rows can hold codes that this release doesn't know. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);
