'use client';

import { Badge, Button, Code, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ApiKeyView } from '@media/sdk';
import styles from '@/features/organization/page/organization-page.module.css';
import { formatAge } from '@/format/format-age';
import { endOf, isEnded } from './key-state';
import { RevokeKeyDialog } from './revoke-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';
import { scopesInWords } from './scope-texts';

type Props = { apiKey: ApiKeyView };

/** A key with what it can do, when it was used, and how it ends. */
export const ApiKeyRow = ({ apiKey }: Props) => {
  const { name, prefix, scopes, lastUsedAt, createdAt, creatorName, revokedAt } = apiKey;
  const ended = isEnded(apiKey);
  const creator = creatorName ?? 'a former member';
  const end = endOf(apiKey);
  const [isRotating, rotation] = useDisclosure();
  return (
    <li className={styles.row}>
      <div className={styles.person}>
        <Group gap="xs" style={{ rowGap: 2 }}>
          <Text fw={550}>{name}</Text>
          <Code>{prefix}…</Code>
          {ended && (
            <Badge variant="light" color="gray" size="sm">
              Ended
            </Badge>
          )}
        </Group>
        <Text size="sm">{scopesInWords(scopes)}</Text>
        <Text size="sm" c="dimmed">
          {`Created ${formatAge(createdAt)} by ${creator}. ${lastUsedAt ? `Last used ${formatAge(lastUsedAt)}` : 'Never used'}.`}
        </Text>
        {end && (
          <Text size="sm" c="dimmed">
            {end}.
          </Text>
        )}
      </div>
      {!ended && (
        <div className={styles.actions}>
          {revokedAt === null && (
            <Button variant="default" onClick={rotation.open} aria-label={`Rotate ${name}`}>
              Rotate
            </Button>
          )}
          <Revoke apiKey={apiKey} />
        </div>
      )}
      {/* Outside the actions, which disappear with the rotation while the dialog shows the new key. */}
      <RotateKeyDialog apiKey={apiKey} isOpen={isRotating} onClose={rotation.close} />
    </li>
  );
};

const Revoke = ({ apiKey }: Props) => {
  const [isOpen, dialog] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={dialog.open} aria-label={`Revoke ${apiKey.name}`}>
        Revoke
      </Button>
      <RevokeKeyDialog apiKey={apiKey} isOpen={isOpen} onClose={dialog.close} />
    </>
  );
};
