'use client';

import { useMemo, useSyncExternalStore } from 'react';
import { chosenFiles, type Selection } from './selection';

/** The files that are chosen at the moment. */
export const useChosen = (selection: Selection): File[] => {
  const subscribe = useMemo(
    () => (listener: () => void) => {
      selection.on('state-update', listener);
      return () => void selection.off('state-update', listener);
    },
    [selection],
  );
  const state = useSyncExternalStore(subscribe, () => selection.getState().files);
  return useMemo(() => chosenFiles(state), [state]);
};
