/** A picture of any size, reduced to 16 × 16 cells of mean red, green and blue. */
export type Grid = Uint8Array;

export const GRID_SIDE = 16;
export const GRID_BYTES = GRID_SIDE * GRID_SIDE * 3;

const CENTER = [7, 8];

/** Mean brightness in the middle of the picture, 0 to 255. */
export const centerLuma = (grid: Grid): number => {
  const cells = CENTER.flatMap((row) => CENTER.map((column) => 3 * (row * GRID_SIDE + column)));
  const luma = (at: number) => 0.2126 * (grid[at] ?? 0) + 0.7152 * (grid[at + 1] ?? 0) + 0.0722 * (grid[at + 2] ?? 0);
  return cells.reduce((sum, at) => sum + luma(at), 0) / cells.length;
};

const PATCH_CELLS = 2;
const PATCHES_SIDE = GRID_SIDE / PATCH_CELLS;

/** Mean red, green and blue of 8 × 8 patches, row by row: what the pictures of two files are compared by. */
export type Patches = Uint8Array;

export const patchesOf = (grid: Grid): Patches => {
  const sums = new Array<number>(PATCHES_SIDE ** 2 * 3).fill(0);
  for (const [at, value] of grid.entries()) {
    const cell = Math.floor(at / 3);
    const [row, column] = [Math.floor(cell / GRID_SIDE), cell % GRID_SIDE];
    const patch = Math.floor(row / PATCH_CELLS) * PATCHES_SIDE + Math.floor(column / PATCH_CELLS);
    sums[3 * patch + (at % 3)] = (sums[3 * patch + (at % 3)] ?? 0) + value;
  }
  return Uint8Array.from(sums, (sum) => Math.round(sum / PATCH_CELLS ** 2));
};

/** The largest difference of red, green or blue between two pictures, 0 to 255. */
export const colorDifference = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
  Array.from(one).reduce((largest, value, at) => Math.max(largest, Math.abs(value - (other[at] ?? 0))), 0);

/** Mean colors of vertical bars of equal width, each measured in the middle of the picture. */
export const barsOf = (grid: Grid, count: number): number[] =>
  Array.from({ length: count }, (_, bar) => {
    const column = Math.floor(((bar + 0.5) * GRID_SIDE) / count);
    const at = 3 * ((GRID_SIDE / 2) * GRID_SIDE + column);
    return [...grid.subarray(at, at + 3)];
  }).flat();
