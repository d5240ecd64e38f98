import type { Look } from './paint-hills.ts';

/** Color schemes of the clips, by time of day and weather. */
export const LOOKS = {
  dawn: {
    skyTop: [92, 120, 176],
    skyBottom: [255, 205, 170],
    sun: [255, 240, 205],
    sunAt: [0.3, 0.4],
    far: [176, 150, 168],
    near: [38, 46, 72],
  },
  noon: {
    skyTop: [58, 134, 214],
    skyBottom: [206, 232, 246],
    sun: [255, 252, 235],
    sunAt: [0.76, 0.16],
    far: [138, 176, 190],
    near: [26, 82, 62],
  },
  dusk: {
    skyTop: [54, 30, 92],
    skyBottom: [255, 132, 74],
    sun: [255, 214, 120],
    sunAt: [0.62, 0.43],
    far: [170, 74, 96],
    near: [30, 14, 40],
  },
  night: {
    skyTop: [6, 10, 28],
    skyBottom: [40, 64, 104],
    sun: [226, 232, 246],
    sunAt: [0.22, 0.2],
    far: [44, 62, 96],
    near: [5, 8, 18],
  },
  rain: {
    skyTop: [108, 122, 132],
    skyBottom: [190, 200, 202],
    sun: [214, 220, 220],
    sunAt: [0.5, 0.2],
    far: [146, 160, 164],
    near: [44, 60, 58],
  },
  winter: {
    skyTop: [150, 178, 206],
    skyBottom: [240, 240, 244],
    sun: [255, 250, 240],
    sunAt: [0.82, 0.3],
    far: [206, 214, 226],
    near: [92, 112, 140],
  },
} as const satisfies Record<string, Look>;
