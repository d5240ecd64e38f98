import type { CodecCopyRule } from '../codecs/index.js';

/** The rule about the recipe: whether it allows copying at all. */
export type RecipeRuleName = 'recipe';

/** Rules that apply to every codec. */
export type GeneralRuleName =
  | 'progressive'
  | 'upright'
  | 'square-pixels'
  | 'standard-range'
  | 'standard-colors'
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
