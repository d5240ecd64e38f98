import { GLOBAL_GUARDS, guardedInput } from '../argv/input-guards.js';
import { DROP_MATRIX } from '../argv/render-filters.js';
import { FRAMES_PER_PLACE, placesOf, type VideoSource } from './sample-args.js';

/** One run of `idet` over the sampled frames. `list`: a file that gets a line `FIELD_KEY=kind` per frame. */
export type FieldComparison = { filters: string; list: string };

/**
 * For frames that nothing marks as interlaced. At the default of 1.04, patterns that move in one direction count as interlaced. Real fields
 * differ by more than twice as much from the fields of the wrong neighbor.
 */
export const CLEAR = 'idet=intl_thres=1.5';

// Still detail makes moving fields differ less, so less is enough for marked frames, without their colors, which encoders often mix.
const ORDER = 'format=gray,idet=intl_thres=1.15:prog_thres=1e6';
/** Calls a frame progressive if its fields fit each other clearly better than one of them fits that of a neighbor. Finds nothing else. */
const WHOLE = 'idet=intl_thres=1e6:prog_thres=1.3';

/**
 * For frames that are marked as interlaced: which field seems to be the first, and whether a frame is whole compared with the frame after or
 * before it, depending on the field. `idet` only looks in one direction.
 */
export const MARKED = {
  order: ORDER,
  wholeOneWay: `format=gray,${WHOLE}`,
  wholeOther: `format=gray,reverse,${WHOLE},reverse`,
};

/** The metadata that says of a frame whether it is `tff`, `bff`, `progressive` or `undetermined`. */
export const FIELD_KEY = 'lavfi.idet.single.current_frame';

/**
 * Argv that compares the fields of frames at a few places. An output per kind would be simpler, but ffmpeg 7 fails if one of them stays empty.
 */
export const fieldSampleArgs = (
  input: string,
  source: VideoSource,
  comparisons: readonly FieldComparison[],
): string[] => {
  const places = placesOf(source);
  const samples = places.map((_, place) => {
    const copies = comparisons.map((_, index) => `[s${place}_${index}]`).join('');
    return `[${place}:${source.video.streamIndex}]${DROP_MATRIX},trim=end_frame=${FRAMES_PER_PLACE},setpts=PTS-STARTPTS,split=${comparisons.length}${copies}`;
  });
  const compared = comparisons.map(({ filters, list }, index) => {
    const each = places.map((_, place) => `[s${place}_${index}]${filters}[p${place}_${index}]`);
    const joined = `${places.map((_, place) => `[p${place}_${index}]`).join('')}concat=n=${places.length}:unsafe=1`;
    const printed = `metadata=mode=print:key=${FIELD_KEY}:file=${escapeOption(list)}[fields${index}]`;
    return [...each, `${joined},${printed}`].join(';');
  });
  return [
    ...GLOBAL_GUARDS,
    ...places.flatMap((seconds) => [
      ...['-noaccurate_seek', '-threads', '1', '-reinit_filter', '0'],
      ...(seconds === 0 ? [] : ['-ss', seconds.toFixed(3)]),
      ...guardedInput(input),
    ]),
    ...['-filter_complex', [...samples, ...compared].join(';')],
    ...comparisons.flatMap((_, index) => ['-map', `[fields${index}]`]),
    ...['-fps_mode', 'passthrough', '-c:v', 'wrapped_avframe', '-f', 'null', '-'],
  ];
};

/** For an option's value, and then for the filter graph around it (ffmpeg-utils, "Quoting and escaping"). */
const escapeOption = (value: string): string => value.replaceAll(/[\\':]/g, '\\$&').replaceAll(/[\\'[\],;]/g, '\\$&');
