'use client';

import { notifications } from '@mantine/notifications';
import type { ApiError } from '@media/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Membership } from './current-organization';
import { goneNotification } from './gone-notification';
import { refreshMembership } from './refresh-membership';

/**
 * What to do when the server ends the stream of an organization: if the user was removed or the organization deleted, says so and
 * loads the user's organizations again. A page that is only looked at asks the server for nothing else that would be refused.
 */
export const useLostAccess = (organization: Membership | undefined): ((error: ApiError) => void) => {
  const queryClient = useQueryClient();
  const { id, name } = organization ?? {};
  return useCallback(
    (error) => {
      if (id && error.code === 'ORGANIZATION_NOT_FOUND')
        notifications.show({
          id: goneNotification(id),
          message: `You no longer have access to ${name}.`,
          color: 'yellow',
        });
      refreshMembership(queryClient, error);
    },
    [queryClient, id, name],
  );
};
