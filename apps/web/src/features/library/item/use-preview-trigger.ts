'use client';

import { useDebouncedValue, useFocusWithin, useHover, useMergedRef, useReducedMotion } from '@mantine/hooks';

/** Keeps previews from flickering while the pointer crosses the page. */
const HOVER_DELAY_MS = 120;

/** Whether a preview should play: an element is hovered or focused, and the user hasn't asked for reduced motion. */
export const usePreviewTrigger = <T extends HTMLElement>() => {
  const hover = useHover<T>();
  const focus = useFocusWithin<T>();
  const reducesMotion = useReducedMotion();
  const [isPreviewing] = useDebouncedValue(!reducesMotion && (hover.hovered || focus.focused), HOVER_DELAY_MS);
  return { ref: useMergedRef(hover.ref, focus.ref), isPreviewing };
};
