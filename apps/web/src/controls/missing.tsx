import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { ApiError } from '@media/sdk';
import Link from 'next/link';

/** Whether what a page shows doesn't exist (any more), or isn't for this user. A malformed id gets 422. */
export const isGone = (error: Error): boolean =>
  error instanceof ApiError && (error.status === 404 || error.status === 422);

type Props = { error: Error; title: string; text: string; onRetry: () => void };

/** Instead of a page whose content is gone or couldn't be loaded. */
export const Missing = ({ error, title, text, onRetry }: Props) => (
  <Stack maw={480} mx="auto" mt="xl">
    <Alert color={isGone(error) ? 'gray' : 'red'} title={title}>
      <Text size="sm">{text}</Text>
    </Alert>
    <Group>
      {!isGone(error) && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
      <Button component={Link} href="/videos" variant="default">
        All videos
      </Button>
    </Group>
  </Stack>
);
