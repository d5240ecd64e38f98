/** RGB, each from 0 to 255. */
type Color = readonly [number, number, number];

/** The colors of a scene. */
export type Look = {
  skyTop: Color;
  skyBottom: Color;
  sun: Color;
  /** Position of the sun or moon, as fractions of width and height. */
  sunAt: readonly [number, number];
  /** Colors of the furthest and the nearest ridge. Those between are interpolated. */
  far: Color;
  near: Color;
};

type Frame = { pixels: Uint8Array; width: number; height: number };

const RIDGES = 6;
/** Speed of the nearest ridge, in frame heights per second. */
const SPEED = 0.22;

const mix = (from: Color, to: Color, part: number): Color => [
  from[0] + (to[0] - from[0]) * part,
  from[1] + (to[1] - from[1]) * part,
  from[2] + (to[2] - from[2]) * part,
];

/** The top of a ridge at a horizontal position. Both are in frame heights, the top from the upper edge. */
const ridgeTop = (ridge: number, position: number): number => {
  const closeness = ridge / (RIDGES - 1);
  const rough = 0.5 * Math.sin(position * 2.1 + ridge * 1.7) + 0.3 * Math.sin(position * 4.7 + ridge * 4.1);
  const fine = 0.12 * Math.sin(position * 11.3 + ridge * 2.9) + 0.05 * Math.sin(position * 23.9 + ridge);
  return 0.46 + 0.42 * closeness - (rough + fine) * (0.13 - 0.05 * closeness);
};

const put = ({ pixels, width }: Frame, x: number, y: number, color: Color): void => {
  const at = 3 * (y * width + x);
  pixels[at] = color[0];
  pixels[at + 1] = color[1];
  pixels[at + 2] = color[2];
};

const skyAt = (look: Look, { width, height }: Frame, x: number, y: number): Color => {
  const sky = mix(look.skyTop, look.skyBottom, Math.min(1, y / (0.62 * height)));
  const away = Math.hypot(x - look.sunAt[0] * width, y - look.sunAt[1] * height) / height;
  // A disc with a soft edge, and a glow around it.
  const disc = Math.min(1, Math.max(0, (0.062 - away) * 90));
  return mix(sky, look.sun, Math.max(disc, 0.75 * Math.exp(-away * 5)));
};

/** Mist makes the foot of a ridge brighter than its top. */
const hillAt = (look: Look, ridge: number, belowTop: number): Color => {
  const color = mix(look.far, look.near, ridge / (RIDGES - 1));
  return mix(color, look.skyBottom, Math.min(0.35, belowTop * 1.6) * (1 - ridge / RIDGES));
};

const paintColumn = (look: Look, frame: Frame, x: number, seconds: number): void => {
  const { height } = frame;
  let bottom = height;
  for (let ridge = RIDGES - 1; ridge >= 0; ridge -= 1) {
    const speed = SPEED * ((ridge + 1) / RIDGES) ** 2;
    const top = ridgeTop(ridge, x / height + seconds * speed + ridge * 3.3) * height;
    for (let y = Math.max(0, Math.ceil(top)); y < bottom; y += 1)
      put(frame, x, y, hillAt(look, ridge, (y - top) / height));
    bottom = Math.max(0, Math.min(bottom, Math.ceil(top)));
  }
  for (let y = 0; y < bottom; y += 1) put(frame, x, y, skyAt(look, frame, x, y));
};

/** One frame of a ride past hills, as rows of RGB pixels. Pure. */
export const paintHills = (look: Look, width: number, height: number, seconds: number): Uint8Array => {
  const frame = { pixels: new Uint8Array(3 * width * height), width, height };
  for (let x = 0; x < width; x += 1) paintColumn(look, frame, x, seconds);
  return frame.pixels;
};
