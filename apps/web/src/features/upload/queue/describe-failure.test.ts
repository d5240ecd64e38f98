import { ApiError, type ApiErrorCode, NetworkError, StoreError, UploadMismatchError } from '@media/sdk';
import { expect, test } from 'vitest';
import { describeFailure, UnreadableFileError } from './describe-failure';

const refusal = (status: number, code: ApiErrorCode) => new ApiError(status, code, `It is ${code}.`);

test.each([
  refusal(413, 'UPLOAD_TOO_LARGE'),
  refusal(422, 'REQUEST_INVALID'),
  refusal(422, 'RECIPE_UNKNOWN'),
  refusal(403, 'FORBIDDEN'),
  refusal(404, 'ORGANIZATION_NOT_FOUND'),
  new UnreadableFileError(undefined),
])('no retry is offered when the same file would be refused again: %s', (error) => {
  expect(describeFailure(error)).toEqual({ message: error.message, canRetry: false });
});

test.each([
  refusal(409, 'UPLOAD_CLOSED'),
  refusal(409, 'UPLOAD_INCOMPLETE'),
  refusal(409, 'UPLOAD_SIZE_MISMATCH'),
  refusal(404, 'UPLOAD_NOT_FOUND'),
  refusal(401, 'UNAUTHENTICATED'),
  refusal(502, 'UNREADABLE_ANSWER'),
  new StoreError(403, 'AccessDenied'),
  new NetworkError(undefined),
  new UploadMismatchError('other.mp4'),
])('a retry is offered when it can succeed: %s', (error) => {
  expect(describeFailure(error)).toEqual({ message: error.message, canRetry: true });
});

test('a thrown value that is not an error gets a generic message', () => {
  expect(describeFailure('broken')).toEqual({ message: 'The upload failed.', canRetry: true });
});
