'use client';

import { Text } from '@mantine/core';
import { useOrganization } from '@/features/organization/organization-context';

/** The organization of an upload, unless it is the current one. */
export const OtherOrganization = ({ id }: { id: string }) => {
  const { current, organizations } = useOrganization();
  const other = organizations.find((organization) => organization.id === id);
  if (!other || id === current.id) return null;
  return (
    <Text size="xs" c="dimmed" truncate>
      In {other.name}
    </Text>
  );
};
