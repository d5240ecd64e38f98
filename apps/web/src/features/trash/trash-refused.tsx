'use client';

import { Alert } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useWhoToAsk } from '../organization/use-who-to-ask';

/** Tells members who can only look at the trash why, and whom to ask. */
export const TrashRefused = () => (
  <Alert color="gray" icon={<IconEye aria-hidden />} title="You can see what is in the trash">
    Restoring and deleting need the role Editor. Ask {useWhoToAsk()}.
  </Alert>
);
