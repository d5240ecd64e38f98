'use client';

import type { OrganizationClient } from '@media/sdk';
import { createContext, useContext } from 'react';
import type { Membership } from './current-organization';

export type OrganizationState = {
  current: Membership;
  /** Acts in the current organization. */
  client: OrganizationClient;
  /** All organizations of the user. */
  organizations: readonly Membership[];
  choose: (organizationId: string) => void;
};

export const OrganizationContext = createContext<OrganizationState | undefined>(undefined);

/** The organization that this tab works in; undefined while nobody is known to be signed in. */
export const useOrganizationIfSignedIn = (): OrganizationState | undefined => useContext(OrganizationContext);

/** The same on pages for who is signed in. */
export const useOrganization = (): OrganizationState => {
  const state = useContext(OrganizationContext);
  if (!state)
    throw new TypeError('useOrganization needs an OrganizationProvider above it, and a user who is signed in.');
  return state;
};
