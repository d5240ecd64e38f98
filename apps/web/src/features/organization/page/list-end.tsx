import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';

type Props = {
  /** In a sentence, such as "the members". */
  what: string;
  query: Pick<
    UseInfiniteQueryResult,
    'data' | 'error' | 'refetch' | 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'
  >;
};

/** What follows the items of a list that loads page by page: a placeholder for the first ones, why loading failed, or a button for more. */
export const ListEnd = ({ what, query }: Props) => {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = query;
  return (
    <>
      {data === undefined && !error && (
        <Stack gap="sm" role="status" aria-label={`Loading ${what}`}>
          <Skeleton height={44} />
          <Skeleton height={44} />
        </Stack>
      )}
      {error && (
        <Alert color="red" title={`Couldn't load ${what}`}>
          {error.message}
          <Button size="compact-sm" variant="default" mt="xs" display="block" onClick={() => void refetch()}>
            Try again
          </Button>
        </Alert>
      )}
      {hasNextPage && (
        <Button
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
          style={{ alignSelf: 'flex-start' }}
        >
          Load more
        </Button>
      )}
    </>
  );
};
