'use client';

import type { UserView } from '@media/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { client } from '../client';
import { sessionHint } from '../session-hint';
import { useSession } from '../session-provider';
import { nextPage } from './next-page';
import { requestedPage } from './requested-page';

export type SignMode = 'signIn' | 'signUp';

type Fields = { email: string; password: string; name: string };

type Options = { mode: SignMode; invitationToken: string | undefined };

const send = ({ mode, invitationToken }: Options, { email, password, name }: Fields): Promise<UserView> =>
  mode === 'signIn'
    ? client.auth.login({ email, password })
    : client.auth.register({ email, password, ...(name && { name }), ...(invitationToken && { invitationToken }) });

/** Signs in or up and continues to the requested page. Redirects there immediately if already signed in. */
export const useSignIn = (mode: SignMode, invitationToken: string | undefined) => {
  const router = useRouter();
  const queryClient = useQueryClient();
  const session = useSession();
  const requested = useSearchParams().get('next');

  const mutation = useMutation({
    mutationFn: (fields: Fields) => send({ mode, invitationToken }, fields),
    onSuccess: (user) => {
      queryClient.setQueryData(['me', user.id], user);
      sessionHint.set(user.id);
    },
  });

  useEffect(() => {
    if (requested) requestedPage.keep(requested + window.location.hash);
    else requestedPage.forget();
  }, [requested]);

  const isSignedIn = session.status === 'signedIn' && !mutation.isPending;
  useEffect(() => {
    // The server never sees the fragment; browsers keep it across redirects.
    const { origin, hash } = window.location;
    if (!isSignedIn) return;
    requestedPage.forget();
    router.replace(nextPage(requested && requested + hash, origin));
  }, [isSignedIn, router, requested]);
  return mutation;
};
