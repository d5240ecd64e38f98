'use client';

import { useMutation } from '@tanstack/react-query';
import { client } from './client';
import { sessionHint } from './session-hint';

/** Ends this session or all of the user's sessions. */
export const useSignOut = () =>
  useMutation({
    mutationFn: (where: 'here' | 'everywhere') =>
      where === 'here' ? client.auth.logout() : client.auth.logoutEverywhere(),
    onSuccess: () => sessionHint.clear('signedOut'),
  });
