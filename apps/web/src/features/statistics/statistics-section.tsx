import { Alert, Anchor, Stack, Switch, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { OrganizationView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { AccountSection } from '@/features/account/account-page/account-section';
import { client } from '@/features/account/client';
import { organizationKey } from '@/features/organization/page/organization-key';
import { usePermission } from '@/features/organization/use-permission';
import { statisticsPage } from '@/urls/organization-urls';

type Props = { organization: OrganizationView };

/** A link to the statistics of an organization, and for owners the switch. */
export const StatisticsSection = ({ organization }: Props) => {
  const { id, viewerStatistics } = organization;
  const canSwitch = usePermission('organization.manage');
  return (
    <AccountSection
      title="Viewer statistics"
      text="How people without an account watch your videos. Nobody is recognized."
    >
      <Stack>
        <Anchor component={Link} href={statisticsPage(id)} fw={550}>
          Open the statistics
        </Anchor>
        {canSwitch ? (
          <StatisticsSwitch organization={organization} />
        ) : (
          !viewerStatistics && (
            <Text size="sm" c="dimmed">
              Views aren't counted now. Only owners can switch this on.
            </Text>
          )
        )}
      </Stack>
    </AccountSection>
  );
};

const StatisticsSwitch = ({ organization: { id, viewerStatistics } }: Props) => {
  const queryClient = useQueryClient();
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: (isOn: boolean) => client.organizations.update(id, { viewerStatistics: isOn }),
    onSuccess: (updated) => {
      queryClient.setQueryData(organizationKey(id), updated);
      void queryClient.invalidateQueries({ queryKey: ['statistics'] });
      const message = updated.viewerStatistics ? 'Views are counted.' : 'Views are no longer counted.';
      notifications.show({ message, color: 'teal' });
    },
  });
  return (
    <>
      <Switch
        label="Count views"
        description="When off, players report nothing, and what has been counted stays."
        checked={isPending ? variables : viewerStatistics}
        disabled={isPending}
        onChange={({ currentTarget }) => mutate(currentTarget.checked)}
      />
      {error && <Alert color="red">{error.message}</Alert>}
    </>
  );
};
