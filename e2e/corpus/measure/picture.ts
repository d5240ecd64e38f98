import { runFfmpeg } from './run-ffmpeg.ts';

/** A frame's brightness, as displayed: upright, at the stored size. */
export type Luma = { width: number; height: number; pixels: Buffer };

/** The brightness of the frame at this time; undefined without one. `seconds` counts from the start of the file. */
export const lumaAt = async (file: string, seconds: number, size: { width: number; height: number }) => {
  const parts: Buffer[] = [];
  const input = [...(seconds > 0 ? ['-ss', seconds.toFixed(3)] : []), '-i', file, '-map', '0:v:0', '-frames:v', '1'];
  await runFfmpeg([...input, '-f', 'rawvideo', '-pix_fmt', 'gray', '-'], (bytes) => parts.push(bytes));
  const pixels = Buffer.concat(parts);
  return pixels.length === size.width * size.height ? { ...size, pixels } : undefined;
};

const STEP = 24;
const SAME = 10;

/**
 * The part of the pixels, 0 to 1, that lie in a pattern only interlaced frames of moving objects have: five lines that alternate between
 * two values.
 */
export const combPixels = ({ width, height, pixels }: Luma): number => {
  const at = (x: number, y: number): number => pixels[y * width + x] ?? 0;
  let combed = 0;
  for (let y = 2; y < height - 2; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [here, above, below] = [at(x, y), at(x, y - 1), at(x, y + 1)];
      if ((above - here) * (below - here) < STEP ** 2 || Math.abs(above - below) > SAME) continue;
      if (Math.abs(at(x, y - 2) - here) <= SAME && Math.abs(at(x, y + 2) - here) <= SAME) combed += 1;
    }
  return combed / (width * height);
};

/** Brighter than yellow, which can surround the box. */
const WHITE = 238;

/** Width divided by height of the white box around the middle of the frame. */
export const boxShape = ({ width, height, pixels }: Luma): number => {
  const isWhite = (x: number, y: number): boolean => (pixels[y * width + x] ?? 0) > WHITE;
  const run = (length: number, white: (at: number) => boolean): number => {
    let [start, end] = [Math.floor(length / 2), Math.floor(length / 2)];
    while (start >= 0 && white(start)) start -= 1;
    while (end < length && white(end)) end += 1;
    return Math.max(0, end - start - 1);
  };
  const [middleX, middleY] = [Math.floor(width / 2), Math.floor(height / 2)];
  return (
    run(width, (x) => isWhite(x, middleY)) /
    Math.max(
      1,
      run(height, (y) => isWhite(middleX, y)),
    )
  );
};
