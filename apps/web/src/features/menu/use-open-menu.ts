'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';

type OpenMenu = {
  menu: { opened: boolean; onChange: (opened: boolean) => void };
  target: RefObject<HTMLButtonElement | null>;
};

/**
 * For a menu loaded by useMenuOnDemand, whose button has just replaced the one that was clicked. The new button takes the
 * focus before the menu opens, so the focus returns to it when the menu closes.
 */
export const useOpenMenu = (): OpenMenu => {
  const target = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    target.current?.focus({ preventScroll: true });
    setOpened(true);
  }, []);
  return { menu: { opened, onChange: setOpened }, target };
};
