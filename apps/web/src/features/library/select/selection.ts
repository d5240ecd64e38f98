/** What is selected, and what a range would begin at: what was chosen last. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | undefined };

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: undefined };

export const toggled = ({ ids }: Selection, id: string): Selection => ({
  ids: new Set(ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id]),
  anchor: id,
});

/** Adds all from the anchor to `id`, in the order in which they are shown. Without an anchor that is there, `id` alone. */
export const extendedTo = (selection: Selection, id: string, shownIds: readonly string[]): Selection => {
  const ends = [shownIds.indexOf(selection.anchor ?? ''), shownIds.indexOf(id)].toSorted((a, b) => a - b);
  const [from = -1, to = -1] = ends;
  if (from === -1) return toggled(selection, id);
  return { ids: new Set([...selection.ids, ...shownIds.slice(from, to + 1)]), anchor: id };
};
