import { ApiError } from '@media/sdk';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { refreshMembership } from './refresh-membership';

const isOutdatedAfter = (error: unknown): boolean | undefined => {
  const queryClient = new QueryClient();
  queryClient.setQueryData(['me', 'ada'], { organizations: [] });
  refreshMembership(queryClient, error);
  return queryClient.getQueryState(['me', 'ada'])?.isInvalidated;
};

test.each([
  [403, 'FORBIDDEN'],
  [404, 'ORGANIZATION_NOT_FOUND'],
] as const)("%s %s loads the user's organizations and roles again", (status, code) => {
  expect(isOutdatedAfter(new ApiError(status, code, 'Refused.'))).toBe(true);
});

test('other errors say nothing about the role', () => {
  expect(isOutdatedAfter(new ApiError(404, 'VIDEO_NOT_FOUND', 'Not found.'))).toBe(false);
  expect(isOutdatedAfter(new ApiError(409, 'LAST_OWNER', 'The last owner.'))).toBe(false);
  expect(isOutdatedAfter(new TypeError('Failed to fetch'))).toBe(false);
});
