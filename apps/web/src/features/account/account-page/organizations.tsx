'use client';

import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import Link from 'next/link';
import { CreateOrganizationDialog } from '@/features/organization/create/create-organization-dialog';
import { useOrganization } from '@/features/organization/organization-context';
import { roleTitle } from '@/features/organization/roles';
import { organizationPage } from '@/urls/organization-urls';
import styles from './sessions.module.css';

/** The user's organizations, each with a link to its page. */
export const Organizations = () => {
  const { organizations } = useOrganization();
  const [isCreating, creation] = useDisclosure();
  return (
    <Stack>
      <ul className={styles.list} aria-label="Organizations">
        {organizations.map(({ id, name, role }, index) => (
          <li key={id} className={styles.line}>
            <Anchor component={Link} href={organizationPage(id)} fw={550} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Anchor>
            <Text size="sm" c="dimmed">
              {/* The API lists the personal organization first. */}
              {index === 0 ? 'Personal' : roleTitle(role)}
            </Text>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={creation.open}
        style={{ alignSelf: 'flex-start' }}
      >
        New organization
      </Button>
      <CreateOrganizationDialog opened={isCreating} onClose={creation.close} />
    </Stack>
  );
};
