import type { SourceProbe } from '@media/core';
import { GLOBAL_GUARDS, guardedSource } from '../argv/input-guards.js';

/**
 * Whether the packets of a source can contain two frames, as those of DivX and Xvid in AVI do: a frame, and a B-frame that is shown before it. An
 * empty frame follows, because AVI counts packets.
 */
export const canBePacked = ({ container, video }: SourceProbe): boolean =>
  container === 'avi' && video?.codec === 'mpeg4' && (video.reorderDepth ?? 0) > 0;

/**
 * Argv that copies the video of an AVI file into another, with a packet per frame. This is a step of its own: `genpts` calculates times of
 * presentation from the packets of a file, and takes the empty frames for some that are shown.
 */
export const unpackArgs = (input: string, probe: SourceProbe, output: string): string[] => [
  ...GLOBAL_GUARDS,
  ...guardedSource(input, probe),
  ...['-map', `0:${probe.video?.streamIndex ?? 'v'}`, '-c', 'copy', '-bsf:v', 'mpeg4_unpack_bframes'],
  ...['-fflags', '+bitexact', '-f', 'avi', `file:${output}`],
];
