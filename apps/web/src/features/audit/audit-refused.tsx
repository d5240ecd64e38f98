import { Alert } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useWhoToAsk } from '@/features/organization/use-who-to-ask';

/** Tells members who can't read the audit log why, and whom to ask. */
export const AuditRefused = () => (
  <Alert color="gray" icon={<IconLock aria-hidden />} title="You can't read this audit log">
    Reading it needs the role Admin. Ask {useWhoToAsk()}.
  </Alert>
);
