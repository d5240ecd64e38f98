import { Alert, Button, Skeleton } from '@mantine/core';
import { AccountSection } from '@/features/account/account-page/account-section';
import { usePermission } from '@/features/organization/use-permission';
import { MonthUsage } from './month-usage';
import { monthEnd } from './share-of-limit';
import { StorageUsage } from './storage-usage';
import { useUsage } from './use-usage';

/** What the current organization uses, for members who can see it. */
export const UsageSections = () => (usePermission('usage.read') ? <LoadedSections /> : null);

const LoadedSections = () => {
  const { data, error, refetch } = useUsage();
  if (data)
    return (
      <>
        <AccountSection
          title="Storage"
          text="Everything that is stored now, including the trash. Deleting a video for good frees its space at once."
        >
          <StorageUsage usage={data} />
        </AccountSection>
        <AccountSection title="This month" text={`Starts again at 0 on ${monthEnd(new Date())} (UTC).`}>
          <MonthUsage usage={data} />
        </AccountSection>
      </>
    );
  return (
    <AccountSection title="Usage" text="What the organization stores and processes, and its limits.">
      {error ? (
        <Alert color="red" title="Couldn't load the usage">
          {error.message}
          <Button size="compact-sm" variant="default" mt="xs" display="block" onClick={() => void refetch()}>
            Try again
          </Button>
        </Alert>
      ) : (
        <Skeleton height={120} role="status" aria-label="Loading usage" />
      )}
    </AccountSection>
  );
};
