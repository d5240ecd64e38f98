'use client';

import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { extendedTo, NOTHING_SELECTED, toggled } from './selection';

/** Which of the videos are selected. What is not shown any more, filtered out or deleted, is not selected either. */
export const useSelection = (videos: readonly VideoView[]) => {
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const shownIds = videos.map(({ id }) => id);
  return {
    selected: videos.filter(({ id }) => selection.ids.has(id)),
    shownCount: shownIds.length,
    has: (id: string) => selection.ids.has(id),
    choose: (id: string, isRange: boolean) =>
      setSelection((before) => (isRange ? extendedTo(before, id, shownIds) : toggled(before, id))),
    chooseAll: () => setSelection({ ids: new Set(shownIds), anchor: undefined }),
    clear: () => setSelection(NOTHING_SELECTED),
  };
};

export type SelectionState = ReturnType<typeof useSelection>;
