'use client';

import { ApiError, type SoleOwnedOrganization } from '@media/sdk';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { client } from '../client';
import { sessionHint } from '../session-hint';

const soleOwnedOf = (error: unknown): readonly SoleOwnedOrganization[] =>
  error instanceof ApiError && error.code === 'SOLE_OWNER' ? error.organizations : [];

/** Deletes the account. `unsettled` are the organizations that the API named and that the user has yet to hand over or to delete. */
export const useDeleteAccount = () => {
  const router = useRouter();
  const [settled, setSettled] = useState<readonly string[]>([]);
  const mutation = useMutation({
    mutationFn: client.auth.deleteAccount,
    onMutate: () => setSettled([]),
    onSuccess: () => {
      sessionHint.clear('deleted');
      // If the end of a stream was noticed before, the page has already moved to the sign-in form.
      router.replace('/account-deleted');
    },
  });
  const named = soleOwnedOf(mutation.error);
  const unsettled = named.filter(({ id }) => !settled.includes(id));
  return {
    mutation,
    unsettled,
    isSettled: named.length > 0 && unsettled.length === 0,
    settle: (id: string) => setSettled((others) => [...others, id]),
  };
};
