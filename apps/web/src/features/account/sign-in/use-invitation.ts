'use client';

import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { useLinkToken } from '../../email-link/use-link-token';
import { invitationQuery } from '../../invitation/invitation-query';

/** An invitation that the user signs up or in for. */
export type SignUpInvitation = { email: string; token: string };

/** The invitation to which the form returns. Its token is in the fragment, which no server sees. */
export const useInvitation = () => {
  const isRequested = useSearchParams().get('next') === '/invitations';
  const token = useLinkToken();
  const { data, error, refetch } = useQuery({ ...invitationQuery(token ?? ''), enabled: isRequested && !!token });
  const invitation: SignUpInvitation | undefined = data && token ? { email: data.email, token } : undefined;
  const isLoading = isRequested && token !== '' && !invitation && !error;
  return { invitation, isLoading, error, retry: () => void refetch() };
};
