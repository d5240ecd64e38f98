import type { Chunk, Rendition, VideoPlan } from '@media/core';
import { type ChunkOptions, chunkArgs, chunkFile } from '../argv/chunk-args.js';
import type { ParsedCmaf } from '../cmaf/follow-cmaf.js';
import { parseCmafFile } from '../cmaf/parse-cmaf.js';
import { timeByPlan } from '../cmaf/time-by-plan.js';
import { verifySegments } from '../cmaf/verify-segments.js';

export type ChunkEncode = ChunkOptions & {
  input: string;
  video: VideoPlan;
  chunk: Chunk;
  outputDir: string;
};

/** Runs ffmpeg with this argv; resolves with the number of errors it went on after. */
export type RunEncode = (argv: string[]) => Promise<{ errorCount: number }>;

export type Encoded = { rendition: Rendition; path: string; parsed: ParsedCmaf };
export type EncodedChunk = {
  /** In the order of the plan. */
  renditions: Encoded[];
  /** Frames that the decoder could not deliver; zero unless the source is damaged. */
  lostFrames: number;
};

/**
 * Encodes a chunk into all its renditions and checks them against the plan. Errors in the log say little: a seek into an
 * open group makes some although every frame is there, and one that landed wrong loses frames without a word. So where
 * frames are missing after a seek, the source is decoded once more from its start; only loss that repeats is damage.
 * Throws OUTPUT_WRONG or SOURCE_DAMAGED.
 */
export const encodeAndCheck = async (run: RunEncode, encode: ChunkEncode): Promise<EncodedChunk> => {
  const { video, chunk } = encode;
  const { seekSeconds, ...fromStart } = chunk;
  let made = await encodeOnce(run, encode);
  if (seekSeconds !== undefined && made.renditions.some((encoded) => framesOf(encoded) < chunk.expectedFrames))
    made = await encodeOnce(run, { ...encode, chunk: fromStart });
  const isDamaged = made.errorCount > 0;
  const lost = made.renditions.map(
    ({ rendition, parsed }) => verifySegments(chunk, video.clock, rendition, parsed, { isDamaged }).lostFrames,
  );
  return { renditions: made.renditions, lostFrames: Math.max(0, ...lost) };
};

const encodeOnce = async (run: RunEncode, { input, video, chunk, outputDir, ...options }: ChunkEncode) => {
  const { errorCount } = await run(chunkArgs(input, video, chunk, outputDir, options));
  const renditions = video.renditions.map(async (rendition): Promise<Encoded> => {
    const path = chunkFile(outputDir, rendition);
    return { rendition, path, parsed: timeByPlan(chunk, await parseCmafFile(path)) };
  });
  return { errorCount, renditions: await Promise.all(renditions) };
};

const framesOf = ({ parsed }: Encoded): number =>
  parsed.segments.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
