'use client';

import type { OrganizationClient } from '@media/sdk';
import { createContext, useContext } from 'react';
import type { Membership } from './current-organization';

export type OrganizationState = {
  current: Membership;
  /** Sends requests for the current organization. */
  client: OrganizationClient;
  /** All of the user's organizations. */
  organizations: readonly Membership[];
  choose: (organizationId: string) => void;
};

export const OrganizationContext = createContext<OrganizationState | undefined>(undefined);

/** The organization of this tab; undefined until a user is known to be signed in. */
export const useOrganizationIfSignedIn = (): OrganizationState | undefined => useContext(OrganizationContext);

/** The same for pages that require a session. */
export const useOrganization = (): OrganizationState => {
  const state = useContext(OrganizationContext);
  if (!state) throw new TypeError('useOrganization requires an OrganizationProvider and a signed-in user.');
  return state;
};
