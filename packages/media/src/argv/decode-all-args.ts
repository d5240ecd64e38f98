import type { VideoPlan } from '@media/core';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';

/**
 * Argv that decodes the source's video only for the errors that ffmpeg reports. The loop filter finds none and takes a sixth of the work.
 * wrapped_avframe passes pointers, so that frames aren't copied.
 */
export const decodeAllArgs = (
  input: string,
  { streamIndex, clock: { sourceTimeBase } }: Pick<VideoPlan, 'streamIndex' | 'clock'>,
): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...['-skip_loop_filter', 'all'],
  ...guardedInput(input),
  ...['-map', `0:${streamIndex}`, '-fps_mode', 'passthrough', '-enc_time_base'],
  ...[`${sourceTimeBase.num}/${sourceTimeBase.den}`, '-c:v', 'wrapped_avframe', '-f', 'null', '-'],
];
