import { queryOptions } from '@tanstack/react-query';
import { client } from '@/features/account/client';

/** What an invitation is for, by the token of its link. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => client.invitations.lookup(token, signal),
  });
