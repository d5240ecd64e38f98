import { GLOBAL_GUARDS, guardedInput } from '../argv/input-guards.js';

export type DecodeInput = {
  kind: 'video' | 'audio';
  path: string;
  /** Output file for the list of decoded frames. */
  list: string;
  timescale: number;
  /** Video frames to decode. Audio is decoded completely. */
  frames: number;
  /** Whether to skip frames that no other frame refers to. */
  referencesOnly?: boolean;
  /** Whether anything unusual counts as an error. For video that we encoded ourselves. */
  strict: boolean;
};

/**
 * Argv that decodes several files in parallel, each from its start, and lists the time of every decoded frame. One process handles many files,
 * because starting one costs as much as decoding a second of video.
 */
export const decodeArgs = (inputs: readonly DecodeInput[]): string[] => [
  ...GLOBAL_GUARDS,
  // Keeps the original times: shifting them to zero would add a rounding error.
  '-copyts',
  ...inputs.flatMap(({ path, strict, referencesOnly }) => [
    // The loop filter takes a sixth of the work and finds no errors; the frames aren't shown.
    ...['-threads', '1', '-skip_loop_filter', 'all', ...(strict ? ['-err_detect', 'explode+aggressive'] : [])],
    ...(referencesOnly ? ['-skip_frame', 'noref'] : []),
    ...guardedInput(path),
  ]),
  ...inputs.flatMap((input, index) => (input.kind === 'video' ? videoOutput(input, index) : audioOutput(input, index))),
];

// wrapped_avframe passes pointers, so that frames aren't copied.
const videoOutput = ({ list, timescale, frames }: DecodeInput, index: number): string[] => [
  ...['-map', `${index}:v:0`, '-frames:v', String(frames), '-fps_mode', 'passthrough'],
  ...['-enc_time_base', `1/${timescale}`, '-c:v', 'wrapped_avframe', '-f', 'framecrc', `file:${list}`],
];

const audioOutput = ({ list }: DecodeInput, index: number): string[] => [
  ...['-map', `${index}:a:0`, '-c:a', 'pcm_s16le', '-f', 'framecrc', `file:${list}`],
];
