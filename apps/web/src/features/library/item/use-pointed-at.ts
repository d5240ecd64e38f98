'use client';

import { useDebouncedValue, useFocusWithin, useHover, useMergedRef, useReducedMotion } from '@mantine/hooks';

/** A mouse on its way somewhere else points at nothing. */
const REST_MS = 120;

/** Whether the mouse or the focus is on an element, of somebody who likes things to move then. */
export const usePointedAt = <T extends HTMLElement>() => {
  const hover = useHover<T>();
  const focus = useFocusWithin<T>();
  const isStill = useReducedMotion();
  const [isPointedAt] = useDebouncedValue(!isStill && (hover.hovered || focus.focused), REST_MS);
  return { ref: useMergedRef(hover.ref, focus.ref), isPointedAt };
};
