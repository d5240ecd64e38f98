'use client';

import type { UserView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { client } from '../client';
import { sessionHint } from '../session-hint';
import { useSession } from '../session-provider';
import { nextPage } from './next-page';

export type SignMode = 'signIn' | 'signUp';

type Fields = { email: string; password: string; name: string };

const send = (mode: SignMode, { email, password, name }: Fields): Promise<UserView> =>
  mode === 'signIn'
    ? client.auth.login({ email, password })
    : client.auth.register({ email, password, ...(name && { name }) });

/** Signs in or up, then goes on to the page that was asked for; who is signed in already goes there at once. */
export const useSignIn = (mode: SignMode) => {
  const router = useRouter();
  const queryClient = useQueryClient();
  const session = useSession();
  const wanted = useSearchParams().get('next');

  const mutation = useMutation({
    mutationFn: (fields: Fields) => send(mode, fields),
    onSuccess: (user) => {
      queryClient.setQueryData(['me', user.id], user);
      sessionHint.begin(user.id);
    },
  });

  const isIn = session.status === 'signedIn' && !mutation.isPending;
  useEffect(() => {
    // A redirect by the server leaves the fragment to the browser.
    const { origin, hash } = window.location;
    if (isIn) router.replace(nextPage(wanted && wanted + hash, origin));
  }, [isIn, router, wanted]);
  return mutation;
};
