'use client';

import { Stack, Text, Title } from '@mantine/core';
import type { SoleOwnedOrganization } from '@media/sdk';
import { useEffect, useRef } from 'react';
import { UnsettledOrganization } from './unsettled-organization';

type Props = { organizations: readonly SoleOwnedOrganization[]; onSettled: (id: string) => void };

/** The organizations to hand over or to delete. Takes the focus when it appears and whenever one of them is settled. */
export const UnsettledOrganizations = ({ organizations, onSettled }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const count = organizations.length;
  useEffect(() => {
    if (count > 0) heading.current?.focus();
  }, [count]);
  return (
    <Stack gap="sm">
      <Title order={3} size="h4" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
        First, decide about {count === 1 ? 'this organization' : `these ${count} organizations`}
      </Title>
      <Text size="sm">You are the only owner, and nothing is deleted without your decision.</Text>
      {organizations.map((organization) => (
        <UnsettledOrganization
          key={organization.id}
          organization={organization}
          onSettled={() => onSettled(organization.id)}
        />
      ))}
    </Stack>
  );
};
