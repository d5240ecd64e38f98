'use client';

import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';

/** Goes to the library of the personal organization, to which the tab falls back when the current organization is gone for the user. */
export const useAfterLeaving = (): ((message: string) => Promise<unknown>) => {
  const queryClient = useQueryClient();
  const router = useRouter();
  return (message) => {
    notifications.show({ message, color: 'teal' });
    router.replace('/videos');
    return queryClient.invalidateQueries({ queryKey: ['me'] });
  };
};
