'use client';

import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { goneNotification } from '../gone-notification';

/** Goes to the library of the personal organization, to which the tab falls back when the current organization is gone for the user. */
export const useAfterLeaving = (organizationId: string): ((message: string) => Promise<unknown>) => {
  const queryClient = useQueryClient();
  const router = useRouter();
  return (message) => {
    const id = goneNotification(organizationId);
    notifications.hide(id);
    notifications.show({ id, message, color: 'teal' });
    router.replace('/videos');
    return queryClient.invalidateQueries({ queryKey: ['me'] });
  };
};
