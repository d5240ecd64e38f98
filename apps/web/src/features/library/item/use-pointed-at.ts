'use client';

import { useFocusWithin, useHover, useMergedRef, useReducedMotion } from '@mantine/hooks';

/** Whether the mouse or the focus is on an element, of somebody who likes things to move then. */
export const usePointedAt = <T extends HTMLElement>() => {
  const hover = useHover<T>();
  const focus = useFocusWithin<T>();
  const isStill = useReducedMotion();
  return { ref: useMergedRef(hover.ref, focus.ref), isPointedAt: !isStill && (hover.hovered || focus.focused) };
};
