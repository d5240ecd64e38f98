'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useOrganization } from '../organization-context';

/** Opening an organization's page switches to it, once, so that its library is one click away. Returns whether it is the current one. */
export const useOpenedOrganization = (id: string): boolean => {
  const queryClient = useQueryClient();
  const { current, organizations, choose } = useOrganization();
  const opened = useRef<string>(undefined);
  const isListed = organizations.some((organization) => organization.id === id);
  useEffect(() => {
    if (opened.current === id) return;
    // The user may have just joined it, in another tab or on another device.
    if (!isListed) void queryClient.invalidateQueries({ queryKey: ['me'] });
    if (isListed) opened.current = id;
    if (isListed && id !== current.id) choose(id);
  }, [id, isListed, current, choose, queryClient]);
  return id === current.id;
};
