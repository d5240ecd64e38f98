import { countOf } from '@media/core/display';
import { tagKey } from '@media/core/tags';
import type { TagView } from '@media/sdk';

/** What happens if a tag gets a new name. */
export type Renaming = { kind: 'none' } | { kind: 'rename'; to: string } | { kind: 'merge'; to: string; into: TagView };

/** A name in another case is the same tag; that of another tag makes them one. Pure. */
export const renamingOf = (tag: TagView, name: string, all: readonly TagView[]): Renaming => {
  const to = name.trim();
  if (to === '' || to === tag.name) return { kind: 'none' };
  const into = all.find((other) => tagKey(other.name) === tagKey(to) && tagKey(other.name) !== tagKey(tag.name));
  return into ? { kind: 'merge', to: into.name, into } : { kind: 'rename', to };
};

/** What a merge does. Pure. */
export const mergeText = (tag: TagView, into: TagView): string =>
  `There is already a tag “${into.name}” (${countOf(into.videoCount, 'video')}). ${countOf(tag.videoCount, 'video')} with “${tag.name}” will have “${into.name}” instead. They can't be told apart afterwards.`;

/** What a deletion does. Pure. */
export const deletionText = (tag: TagView): string =>
  `“${tag.name}” will be removed from ${countOf(tag.videoCount, 'video')}. ${tag.videoCount === 1 ? 'The video stays' : 'The videos stay'}.`;
