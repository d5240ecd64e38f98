import type { Rendition, VideoPlan } from './plan.js';

/** The renditions that chunks encode; none when the source's own video is the only one. */
export const encodedRenditions = ({ renditions }: Pick<VideoPlan, 'renditions'>): Rendition[] =>
  renditions.filter(({ copied }) => !copied);
