'use client';

import { useSessionStorage } from '@mantine/hooks';
import { type RefObject, useEffect, useState } from 'react';

/**
 * Whether the tray is collapsed. It collapses automatically when all uploads are done, unless the keyboard focus is in its list.
 * Until then it is as the user left it.
 */
export const useCollapsed = (isAllDone: boolean, list: RefObject<HTMLElement | null>) => {
  const [isCollapsed, setIsCollapsed] = useSessionStorage({ key: 'media.small-tray', defaultValue: false });
  const [isCollapsedWhenDone, setIsCollapsedWhenDone] = useState(false);

  useEffect(() => {
    setIsCollapsedWhenDone(isAllDone && !list.current?.contains(document.activeElement));
  }, [isAllDone, list]);

  return isAllDone
    ? { isCollapsed: isCollapsedWhenDone, toggle: () => setIsCollapsedWhenDone(!isCollapsedWhenDone) }
    : { isCollapsed, toggle: () => setIsCollapsed(!isCollapsed) };
};
