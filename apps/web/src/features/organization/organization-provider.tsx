'use client';

import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import { client } from '@/features/account/client';
import { useSession } from '@/features/account/session-provider';
import { chosenOrganization } from './chosen-organization';
import { currentOrganization } from './current-organization';
import { OrganizationContext, type OrganizationState } from './organization-context';

const onServer = () => null;

/** Provides the organization of this tab. */
export const OrganizationProvider = ({ children }: { children: ReactNode }) => {
  const session = useSession();
  const user = session.status === 'signedIn' ? session.user : undefined;
  const chosenId = useSyncExternalStore(
    chosenOrganization.subscribe,
    () => (user ? chosenOrganization.read(user.id) : null),
    onServer,
  );

  const state = useMemo((): OrganizationState | undefined => {
    const current = user && currentOrganization(user.organizations, chosenId);
    if (!current) return undefined;
    return {
      current,
      client: client.forOrganization(current.id),
      organizations: user.organizations,
      choose: (organizationId) => chosenOrganization.choose(user.id, organizationId),
    };
  }, [user, chosenId]);

  // From now on, choices in other tabs don't affect this one.
  const [userId, organizationId] = [user?.id, state?.current.id];
  useEffect(() => {
    // An organization that was just joined is chosen before the user's list has it: the fallback must not replace the choice.
    if (!userId || !organizationId || (chosenId !== null && chosenId !== organizationId)) return;
    // A page that has just chosen its own organization did so before this effect.
    if (chosenOrganization.read(userId) === chosenId) chosenOrganization.keep(userId, organizationId);
  }, [userId, organizationId, chosenId]);

  return <OrganizationContext value={state}>{children}</OrganizationContext>;
};
