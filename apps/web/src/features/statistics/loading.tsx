import { Alert, Button, Skeleton } from '@mantine/core';

type Props = { error: Error | null; onRetry: () => void };

/** Instead of statistics that aren't there yet. */
export const Loading = ({ error, onRetry }: Props) =>
  error ? (
    <Alert color="red" title="Couldn't load the statistics">
      {error.message}
      <Button size="compact-sm" variant="default" mt="xs" display="block" onClick={onRetry}>
        Try again
      </Button>
    </Alert>
  ) : (
    <Skeleton height={320} radius="lg" role="status" aria-label="Loading statistics" />
  );
