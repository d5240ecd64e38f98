import type { Rendition, VideoPlan } from './plan.js';

/** The renditions that chunks encode; none if the only rendition is a copy. */
export const encodedRenditions = ({ renditions }: Pick<VideoPlan, 'renditions'>): Rendition[] =>
  renditions.filter(({ copied }) => !copied);
