import { expect, test } from 'vitest';
import { LOOKS } from './looks.ts';
import { paintHills } from './paint-hills.ts';

const WIDTH = 64;
const HEIGHT = 36;
const at = (pixels: Uint8Array, x: number, y: number) => [
  ...pixels.slice(3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3),
];

test('the same time gives the same frame, another time another frame', () => {
  const first = paintHills(LOOKS.dusk, WIDTH, HEIGHT, 3);
  expect(paintHills(LOOKS.dusk, WIDTH, HEIGHT, 3)).toEqual(first);
  expect(paintHills(LOOKS.dusk, WIDTH, HEIGHT, 4)).not.toEqual(first);
});

test('paints the sky at the top, the nearest ridge at the bottom, and every pixel', () => {
  for (const look of Object.values(LOOKS)) {
    const pixels = paintHills(look, WIDTH, HEIGHT, 3);
    const corner = at(pixels, WIDTH - 1, 0);
    const ground = at(pixels, WIDTH - 1, HEIGHT - 1);
    expect(corner.map((value, index) => Math.abs(value - (look.skyTop[index] ?? 0)) < 70)).toEqual([true, true, true]);
    expect(ground.map((value, index) => Math.abs(value - (look.near[index] ?? 0)) < 70)).toEqual([true, true, true]);
    const unpainted = Array.from({ length: WIDTH * HEIGHT }, (_, index) => index).filter((index) =>
      pixels.slice(3 * index, 3 * index + 3).every((value) => value === 0),
    );
    expect(unpainted).toEqual([]);
  }
});
