import { findFlashes, type TimedGrid } from './find-flashes.ts';
import { GRID_BYTES, GRID_SIDE } from './grid.ts';
import { runFfmpeg } from './run-ffmpeg.ts';

/** How to turn the stored numbers into RGB. */
export type Interpretation = {
  matrix: '709' | '470bg' | '170m' | '2020_ncl' | 'gbr';
  range: 'limited' | 'full';
  /** Decode with this decoder, because ffmpeg's own ignores alpha. */
  alphaDecoder?: 'libvpx' | 'libvpx-vp9';
};

export type DecodedVideo = {
  frames: TimedGrid[];
  flashes: number[];
  /** Part of the frames that idet finds interlaced, 0 to 1. */
  combed: number;
};

export type DecodeVideoOptions = {
  file: string;
  stream: number;
  interpretation: Interpretation;
  copyTimes?: boolean;
};

/**
 * At idet's default of 1.04, the progressive test pattern counts as interlaced at 50 frames per second and more. Its fields differ from
 * those of the wrong neighbor by less than this, and real fields by more.
 */
const IDET_THRESHOLD = 1.5;

/**
 * Decodes a stream completely, upright. Colors are converted with explicit zscale parameters, none of which depend on what ffmpeg assumes
 * for untagged video. `setfield` keeps scalers from treating frames that idet flags as fields.
 */
export const decodeVideo = async ({ file, stream, interpretation, copyTimes }: DecodeVideoOptions) => {
  const cells: Buffer[] = [];
  const graph = `[0:${stream}]idet=intl_thres=${IDET_THRESHOLD},${toGrid(interpretation)},showinfo[out]`;
  const { alphaDecoder } = interpretation;
  const input = [...(copyTimes ? ['-copyts'] : []), ...(alphaDecoder ? ['-c:v', alphaDecoder] : []), '-i', file];
  const output = ['-map', '[out]', '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const { log } = await runFfmpeg([...input, '-filter_complex', graph, ...output], (bytes) => cells.push(bytes));
  const pixels = Buffer.concat(cells);
  const times = [...log.matchAll(/\bpts_time:\s*(-?[\d.]+)/g)].map(([, time]) => Number(time));
  const frames = times
    .slice(0, pixels.length / GRID_BYTES)
    .map((seconds, at) => ({ seconds, grid: pixels.subarray(at * GRID_BYTES, (at + 1) * GRID_BYTES) }));
  return frames.length === 0 ? undefined : { frames, flashes: findFlashes(frames), combed: combedPart(log) };
};

// Without both flags, swscale is off by up to 7 when it scales to so few pixels.
const AREA = 'flags=area+accurate_rnd+full_chroma_inp';

/** Averages before it converts colors, which is linear, so the order doesn't matter except for colors outside of RGB. */
const toGrid = ({ matrix, range, alphaDecoder }: Interpretation): string => {
  const side = `${GRID_SIDE}:${GRID_SIDE}:${AREA}`;
  const toRgb = `zscale=matrixin=${matrix}:rangein=${range}:matrix=gbr:range=full`;
  if (alphaDecoder)
    return `setfield=prog,format=yuva420p,${toRgb},format=gbrap,premultiply=inplace=1,format=gbrp,scale=${side}`;
  if (matrix === 'gbr') return `format=gbrp,scale=${side}`;
  return `setfield=prog,scale=${side}:in_range=${range}:out_range=${range},format=yuv444p,${toRgb},format=gbrp`;
};

const IDET = /Multi frame detection:\s*TFF:\s*(\d+)\s*BFF:\s*(\d+)\s*Progressive:\s*(\d+)\s*Undetermined:\s*(\d+)/g;

/** ffmpeg prints a result for each time that it sets the filters up, for example for a frame of another size. */
const combedPart = (log: string): number => {
  const results = [...log.matchAll(IDET)].map((found) => found.slice(1).map(Number));
  const interlaced = results.reduce((sum, [tff = 0, bff = 0]) => sum + tff + bff, 0);
  const all = results.flat().reduce((sum, frames) => sum + frames, 0);
  return all === 0 ? 0 : interlaced / all;
};
