'use client';

import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { ListEnd } from '@/features/organization/page/list-end';
import styles from '@/features/organization/page/organization-page.module.css';
import { ApiKeyRow } from './api-key-row';
import { CreateKeyDialog } from './create-key-dialog';
import { useApiKeys } from './use-api-keys';

/** The API keys of the current organization, for members who manage them. */
export const ApiKeys = () => {
  const query = useApiKeys();
  const { data } = query;
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
      <ListEnd what="the API keys" query={query} />
      <Button onClick={creation.open} style={{ alignSelf: 'flex-start' }}>
        Create API key
      </Button>
      <CreateKeyDialog isOpen={isCreating} onClose={creation.close} />
    </Stack>
  );
};
