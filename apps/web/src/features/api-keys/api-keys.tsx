'use client';

import { Alert, Button, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import styles from '@/features/organization/page/organization-page.module.css';
import { ApiKeyRow } from './api-key-row';
import { CreateKeyDialog } from './create-key-dialog';
import { useApiKeys } from './use-api-keys';

/** The API keys of the current organization, for members who manage them. */
export const ApiKeys = () => {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useApiKeys();
  const [isCreating, creation] = useDisclosure();
  const keys = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack>
      {keys.length > 0 && (
        <ul className={styles.list} aria-label="API keys">
          {keys.map((key) => (
            <ApiKeyRow key={key.id} apiKey={key} />
          ))}
        </ul>
      )}
      {data && keys.length === 0 && (
        <Text size="sm" c="dimmed">
          No keys yet. Create one for each program, so that you can revoke them separately.
        </Text>
      )}
      {!data && !error && <Skeleton height={44} role="status" aria-label="Loading API keys" />}
      {error && (
        <Alert color="red" title="Couldn't load the API keys">
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
      <Button onClick={creation.open} style={{ alignSelf: 'flex-start' }}>
        Create API key
      </Button>
      <CreateKeyDialog isOpen={isCreating} onClose={creation.close} />
    </Stack>
  );
};
