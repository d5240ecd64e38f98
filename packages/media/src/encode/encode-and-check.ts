import { AppError, type Chunk, type FailureReason, type Rendition, type VideoPlan } from '@media/core';
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

/** Runs ffmpeg with this argv. Resolves with the number of errors that didn't stop it. */
export type RunEncode = (argv: string[]) => Promise<{ errorCount: number }>;

export type Encoded = { rendition: Rendition; path: string; parsed: ParsedCmaf };
export type EncodedChunk = {
  /** In plan order. */
  renditions: Encoded[];
  /** Frames that couldn't be decoded; zero unless the source is damaged. */
  lostFrames: number;
  /** Whether decoding reported errors, which also happens where a seek lands in the middle of an open group. */
  hasErrors: boolean;
};

/**
 * Encodes a chunk into all renditions and compares them with the plan. Logged errors aren't reliable: a seek into an open group causes some
 * although no frame is missing, and an inaccurate seek silently loses frames. So if frames are missing after a seek, the chunk is encoded
 * again by decoding the source from its start. Only frames that are missing again count as damage.
 * Throws OUTPUT_WRONG or SOURCE_DAMAGED.
 */
export const encodeAndCheck = async (run: RunEncode, encode: ChunkEncode): Promise<EncodedChunk> => {
  const { video, chunk } = encode;
  const { seekSeconds, ...fromStart } = chunk;
  let encoded = await encodeOnce(run, encode);
  if (seekSeconds !== undefined && encoded.renditions.some((rendition) => framesOf(rendition) < chunk.expectedFrames))
    encoded = await encodeOnce(run, { ...encode, chunk: fromStart });
  const hasErrors = encoded.errorCount > 0;
  const isDamaged = hasErrors || video.losesFrames === true;
  const lost = encoded.renditions.map(
    ({ rendition, parsed }) => verifySegments(chunk, video.clock, rendition, parsed, { isDamaged }).lostFrames,
  );
  return { renditions: encoded.renditions, lostFrames: Math.max(0, ...lost), hasErrors };
};

const encodeOnce = async (run: RunEncode, { input, video, chunk, outputDir, ...options }: ChunkEncode) => {
  const { errorCount } = await run(chunkArgs(input, video, chunk, outputDir, options)).catch((error: unknown) => {
    throw withPlace(error, chunk);
  });
  const renditions = video.renditions.map(async (rendition): Promise<Encoded> => {
    const path = chunkFile(outputDir, rendition);
    return { rendition, path, parsed: timeByPlan(chunk, await parseCmafFile(path)) };
  });
  return { errorCount, renditions: await Promise.all(renditions) };
};

/** ffmpeg fails if it can't decode most of its input. Its log has no better reason, or `run` would have found it. */
const withPlace = (error: unknown, { startMs: afterMs, expectedFrames: expected }: Chunk): unknown => {
  if (!(error instanceof AppError) || error.code !== 'SOURCE_DAMAGED' || error.details.reason !== undefined)
    return error;
  const reason: FailureReason = { code: 'VIDEO_UNDECODABLE', afterMs, expected };
  return new AppError('SOURCE_DAMAGED', { ...error.details, reason }, { cause: error });
};

const framesOf = ({ parsed }: Encoded): number =>
  parsed.segments.reduce((sum, { sampleCount }) => sum + sampleCount, 0);
