import { AppError, type Rendition, type VideoPlan } from '@media/core';
import { copyArgs } from '../argv/copy-args.js';
import { checkKeyFrames } from '../cmaf/check-key-frames.js';
import type { ParsedCmaf } from '../cmaf/follow-cmaf.js';
import { groupFragments } from '../cmaf/group-fragments.js';
import { parseCmafFile } from '../cmaf/parse-cmaf.js';
import { verifySegments } from '../cmaf/verify-segments.js';
import type { RunEncode } from './encode-and-check.js';

export type PictureCopy = {
  input: string;
  video: VideoPlan;
  /** The one that is copied. */
  rendition: Rendition;
  /** The file to write. */
  path: string;
};

/**
 * Moves the picture of the source into one fragmented MP4 and checks it against the plan, as strictly as an encoding: frames,
 * where segments begin, and that each can be decoded for itself. Resolves with each chunk's segments, at their places in the
 * one file. Throws OUTPUT_WRONG when the copy is not what was planned; then the picture must be encoded.
 */
export const copyAndCheck = async (run: RunEncode, copy: PictureCopy): Promise<ParsedCmaf[]> => {
  const { input, video, rendition, path } = copy;
  const { errorCount } = await run(copyArgs(input, video, path));
  if (errorCount > 0) throw new AppError('OUTPUT_WRONG', { reason: 'errors while copying', errorCount });
  const fragments = await parseCmafFile(path);
  await checkKeyFrames(path, fragments);
  const grouped = groupFragments(fragments, segmentStartsOf(video));
  let next = 0;
  const chunks = video.chunks.map((chunk) => {
    const segments = grouped.segments.slice(next, next + chunk.segmentStarts.length);
    next += chunk.segmentStarts.length;
    const part = { ...grouped, segments };
    verifySegments(chunk, video.clock, rendition, part);
    return part;
  });
  if (next < grouped.segments.length)
    throw new AppError('OUTPUT_WRONG', { reason: 'segments', expected: next, segments: grouped.segments.length });
  return chunks;
};

/** When every segment of a video begins, in seconds. */
export const segmentStartsOf = ({ chunks }: Pick<VideoPlan, 'chunks'>): number[] =>
  chunks.flatMap(({ segmentStarts }) => segmentStarts);
