'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';

type OpenMenu = {
  menu: { opened: boolean; onChange: (opened: boolean) => void };
  target: RefObject<HTMLButtonElement | null>;
};

/**
 * For a menu that was asked for on the button that it replaces (see useMenuOnDemand): its own button takes the focus and
 * the menu opens then, so that the focus finds back to the button when the menu closes.
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
