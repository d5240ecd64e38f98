'use client';

import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { extendedTo, NOTHING_SELECTED, toggled } from './selection';

/** The selected videos. Videos that are filtered out or deleted are no longer selected. */
export const useSelection = (videos: readonly VideoView[]) => {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const shownIds = videos.map(({ id }) => id);
  return {
    selected: videos.filter(({ id }) => selection.ids.has(id)),
    shownCount: shownIds.length,
    has: (id: string) => selection.ids.has(id),
    select: (id: string, isRange: boolean) =>
      setSelection((before) => (isRange ? extendedTo(before, id, shownIds) : toggled(before, id))),
    selectAll: () => setSelection({ ids: new Set(shownIds), anchor: undefined }),
    clear: () => setSelection(NOTHING_SELECTED),
  };
};

export type SelectionState = ReturnType<typeof useSelection>;
