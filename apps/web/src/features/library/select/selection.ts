/** The selected ids, and the one that a range starts from: the last one toggled. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | undefined };

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: undefined };

export const toggled = ({ ids }: Selection, id: string): Selection => ({
  ids: new Set(ids.has(id) ? [...ids].filter((other) => other !== id) : [...ids, id]),
  anchor: id,
});

/** Adds all ids between the anchor and `id`, as shown. If the anchor isn't shown, toggles `id` alone. */
export const extendedTo = (selection: Selection, id: string, shownIds: readonly string[]): Selection => {
  const ends = [shownIds.indexOf(selection.anchor ?? ''), shownIds.indexOf(id)].toSorted((a, b) => a - b);
  const [from = -1, to = -1] = ends;
  if (from === -1) return toggled(selection, id);
  return { ids: new Set([...selection.ids, ...shownIds.slice(from, to + 1)]), anchor: id };
};
