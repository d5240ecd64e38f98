import { GLOBAL_GUARDS, guardedInput } from '../argv/input-guards.js';

export type DecodeInput = {
  kind: 'video' | 'audio';
  path: string;
  /** Where the list of decoded frames is written. */
  list: string;
  timescale: number;
  /** Frames of video to decode; audio is decoded whole. */
  frames: number;
  /** Whether frames that no other refers to are passed over. */
  referencesOnly?: boolean;
  /** Whether anything unusual counts as an error: for video that we have encoded ourselves. */
  strict: boolean;
};

/**
 * Argv that decodes several files side by side, each from its start, and lists the time of every decoded frame. One process
 * for many files, because starting one costs as much as decoding a second of video.
 */
export const decodeArgs = (inputs: readonly DecodeInput[]): string[] => [
  ...GLOBAL_GUARDS,
  // Nothing is moved to zero: distances are compared, and one rounding would be enough to be wrong.
  '-copyts',
  ...inputs.flatMap(({ path, strict, referencesOnly }) => [
    // Nobody looks at the frames: smoothing their edges would be a sixth of the work, and finds no error.
    ...['-threads', '1', '-skip_loop_filter', 'all', ...(strict ? ['-err_detect', 'explode+aggressive'] : [])],
    ...(referencesOnly ? ['-skip_frame', 'noref'] : []),
    ...guardedInput(path),
  ]),
  ...inputs.flatMap((input, index) => (input.kind === 'video' ? videoOutput(input, index) : audioOutput(input, index))),
];

// A wrapped frame is a pointer: the list then costs no copy of the frame.
const videoOutput = ({ list, timescale, frames }: DecodeInput, index: number): string[] => [
  ...['-map', `${index}:v:0`, '-frames:v', String(frames), '-fps_mode', 'passthrough'],
  ...['-enc_time_base', `1/${timescale}`, '-c:v', 'wrapped_avframe', '-f', 'framecrc', `file:${list}`],
];

const audioOutput = ({ list }: DecodeInput, index: number): string[] => [
  ...['-map', `${index}:a:0`, '-c:a', 'pcm_s16le', '-f', 'framecrc', `file:${list}`],
];
