import { Alert, Button, Stack } from '@mantine/core';

export const LoadFailed = ({ message, onRetry }: { message: string; onRetry: () => void }) => (
  <Alert color="red" title="Couldn't load your videos">
    <Stack align="flex-start" gap="sm">
      {message}
      <Button size="xs" variant="default" onClick={onRetry}>
        Try again
      </Button>
    </Stack>
  </Alert>
);
