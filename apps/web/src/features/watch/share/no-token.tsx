import { Button, Group, Text } from '@mantine/core';

type Props = { message: string; onRetry: () => void };

/** Instead of addresses that contain a token. */
export const NoToken = ({ message, onRetry }: Props) => (
  <Group justify="space-between">
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {message}
    </Text>
    <Button size="xs" variant="default" onClick={onRetry}>
      Try again
    </Button>
  </Group>
);
