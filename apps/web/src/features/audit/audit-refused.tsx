import { Alert } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useOrganization } from '@/features/organization/organization-context';
import { useMembers } from '@/features/organization/use-members';
import { whoToAsk } from '@/features/organization/who-to-ask';

/** Tells members who can't read the audit log why, and whom to ask. */
export const AuditRefused = () => {
  const { current } = useOrganization();
  const { data } = useMembers(current.id);
  const names = whoToAsk(data?.pages.flatMap(({ items }) => items) ?? []);
  return (
    <Alert color="gray" icon={<IconLock aria-hidden />} title="You can't read this audit log">
      Reading it needs the role Admin. Ask an owner or admin{names ? `: ${names}` : ' of the organization'}.
    </Alert>
  );
};
