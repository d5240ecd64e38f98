import { AppError, type Rendition, type VideoPlan } from '@media/core';
import { copyArgs } from '../argv/copy-args.js';
import type { PacketClock } from '../argv/packet-clock.js';
import type { ParsedCmaf } from '../cmaf/follow-cmaf.js';
import { groupFragments } from '../cmaf/group-fragments.js';
import { timeByPlan } from '../cmaf/time-by-plan.js';
import { verifySegments } from '../cmaf/verify-segments.js';
import { codingOf } from '../codecs/video-codings.js';
import type { RunEncode } from './encode-and-check.js';

export type VideoCopy = {
  input: string;
  video: VideoPlan;
  path: string;
  /** The result of `findPacketClock` for this ffmpeg. */
  packetClock: PacketClock;
};

/**
 * Copies the video of the source into a fragmented MP4, which can be read while it grows. `checkCopiedChunk` checks its content. Throws
 * OUTPUT_WRONG if ffmpeg logged an error but continued: then the video must be encoded.
 */
export const copyVideo = async (run: RunEncode, { input, video, path, packetClock }: VideoCopy): Promise<void> => {
  const { errorCount } = await run(copyArgs(input, video, path, packetClock));
  if (errorCount > 0) throw new AppError('OUTPUT_WRONG', { reason: 'errors while copying', errorCount });
};

export type CopiedChunk = {
  /** The file of the fragments. There is one per group of pictures. */
  path: string;
  fragments: ParsedCmaf;
  chunkIndex: number;
  video: VideoPlan;
  /** The copied rendition. */
  rendition: Rendition;
};

/**
 * Compares a chunk of a copy with the plan as strictly as an encoded one: frame count, segment starts, and whether each group of pictures
 * can be decoded on its own. Resolves with its segments. Throws OUTPUT_WRONG if they don't match the plan.
 */
export const checkCopiedChunk = async ({
  path,
  fragments,
  chunkIndex,
  video,
  rendition,
}: CopiedChunk): Promise<ParsedCmaf> => {
  const chunk = video.chunks[chunkIndex];
  if (!chunk)
    throw new AppError('OUTPUT_WRONG', { reason: 'chunks', expected: video.chunks.length, found: chunkIndex });
  await codingOf(video).checkKeyFrames(path, fragments);
  const grouped = groupFragments(fragments, chunk.segmentStarts);
  verifySegments(chunk, video.clock, rendition, grouped);
  return timeByPlan(chunk, grouped);
};
