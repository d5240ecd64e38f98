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
  /** The file to write. */
  path: string;
  /** What `findPacketClock` found of this ffmpeg. */
  packetClock: PacketClock;
};

/**
 * Moves the video of the source into one fragmented MP4, which may be read while it grows; what it holds is for
 * `checkCopiedChunk`. Throws OUTPUT_WRONG when ffmpeg met an error and went on: then the video must be encoded.
 */
export const copyVideo = async (run: RunEncode, { input, video, path, packetClock }: VideoCopy): Promise<void> => {
  const { errorCount } = await run(copyArgs(input, video, path, packetClock));
  if (errorCount > 0) throw new AppError('OUTPUT_WRONG', { reason: 'errors while copying', errorCount });
};

export type CopiedChunk = {
  /** The file that the fragments lie in, and what they are: one per group of pictures. */
  path: string;
  fragments: ParsedCmaf;
  chunkIndex: number;
  video: VideoPlan;
  /** The one that is copied. */
  rendition: Rendition;
};

/**
 * Compares one chunk of a copy with the plan, as strictly as an encoding: frames, where segments begin, and that each group
 * of pictures can be decoded for itself. Resolves with its segments. Throws OUTPUT_WRONG when they are not what was planned.
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
