import { ApiError, type ApiErrorCode, NetworkError, StoreError, UploadMismatchError } from '@media/sdk';
import { expect, test } from 'vitest';
import { describeFailure, UnreadableFileError } from './describe-failure';

const apiError = (status: number, code: ApiErrorCode) => new ApiError(status, code, `It is ${code}.`);

test.each([
  apiError(413, 'UPLOAD_TOO_LARGE'),
  apiError(422, 'REQUEST_INVALID'),
  apiError(422, 'RECIPE_UNKNOWN'),
  apiError(403, 'FORBIDDEN'),
  apiError(404, 'ORGANIZATION_NOT_FOUND'),
  new UnreadableFileError(undefined),
])('no retry is offered when the same file would be refused again: %s', (error) => {
  expect(describeFailure(error)).toEqual({ message: error.message, canRetry: false });
});

test.each([
  apiError(409, 'UPLOAD_CLOSED'),
  apiError(409, 'UPLOAD_INCOMPLETE'),
  apiError(409, 'UPLOAD_SIZE_MISMATCH'),
  apiError(403, 'QUOTA_EXCEEDED'),
  apiError(404, 'UPLOAD_NOT_FOUND'),
  apiError(401, 'UNAUTHENTICATED'),
  apiError(502, 'UNREADABLE_ANSWER'),
  new StoreError(403, 'AccessDenied'),
  new NetworkError(undefined),
  new UploadMismatchError('other.mp4'),
])('a retry is offered when it can succeed: %s', (error) => {
  expect(describeFailure(error)).toEqual({ message: error.message, canRetry: true });
});

test('a thrown value that is not an error gets a generic message', () => {
  expect(describeFailure('broken')).toEqual({ message: 'The upload failed.', canRetry: true });
});
