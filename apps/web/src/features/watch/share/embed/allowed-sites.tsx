import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { client } from '@/features/account/client';
import { useOrganization } from '@/features/organization/organization-context';
import { organizationKey } from '@/features/organization/page/organization-key';
import { organizationPage } from '@/urls/organization-urls';

/** Which sites can show the player, if the organization has named some. */
export const AllowedSites = () => {
  const { current } = useOrganization();
  const { data } = useQuery({
    queryKey: organizationKey(current.id),
    queryFn: ({ signal }) => client.organizations.get(current.id, signal),
  });
  if (!data || data.embedDomains.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      Only pages on {data.embedDomains.join(' and ')} can show it.{' '}
      <Anchor component={Link} href={organizationPage(current.id)} underline="always">
        Sites that can embed videos
      </Anchor>
    </Text>
  );
};
