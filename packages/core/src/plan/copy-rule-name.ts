import type { CodecCopyRule } from '../codecs/index.js';

/** Decides alone whether a recipe's video can be copied at all. */
export type RecipeRuleName = 'recipe';

/** Rules that hold for every codec. */
export type GeneralRuleName =
  | 'progressive'
  | 'upright'
  | 'square-pixels'
  | 'standard-range'
  | 'size'
  | 'bitrate'
  | 'container'
  | 'edit-list'
  | 'times'
  | 'first-frame'
  | 'few-frames'
  | 'first-key'
  | 'closed-groups'
  | 'group-length';

export type CopyRuleName = RecipeRuleName | GeneralRuleName | CodecCopyRule['name'];
