import { type PreviewPlan, planFilters } from '@media/core';
import { PREVIEW_ENCODER } from '../codecs/h264/h264.js';
import { decodingOptions, GLOBAL_GUARDS, guardedInput } from './input-guards.js';
import { renderFilters } from './render-filters.js';

/** Enough for a quick look, and about half the bytes of full frame rate. */
const FRAME_RATE = 15;
/** Several multithreaded decoders of large video would need more memory than encoding a chunk. */
const ONE_THREAD = ['-threads', '1'];

/**
 * Argv that joins moments of the source into a silent MP4. `fromStart` takes the same length from its start instead, if nothing else can be
 * decoded. Moments without a frame are left out, which can leave the output empty.
 */
export const previewArgs = (
  input: string,
  preview: PreviewPlan,
  output: string,
  { fromStart = false } = {},
): string[] => {
  const seconds = preview.moments.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);
  const moments = fromStart ? [{ seekSeconds: 0, durationSeconds: seconds }] : preview.moments;
  return [
    ...GLOBAL_GUARDS,
    ...moments.flatMap(({ seekSeconds, durationSeconds }) => [
      ...(preview.exact ? [] : ['-noaccurate_seek']),
      ...(seekSeconds === 0 ? [] : ['-ss', seekSeconds.toFixed(3)]),
      ...['-t', durationSeconds.toFixed(3), ...ONE_THREAD, ...decodingOptions(preview), ...guardedInput(input)],
    ]),
    ...['-filter_complex', filterGraph({ ...preview, moments }), '-map', '[preview]', '-map_metadata', '-1'],
    ...[...ONE_THREAD, ...PREVIEW_ENCODER],
    ...['-f', 'mp4', '-movflags', '+faststart', `file:${output}`],
  ];
};

/** Gives each moment its own timeline and the final size, so that they can be concatenated. */
const filterGraph = (preview: PreviewPlan): string => {
  const { shared, sized } = planFilters(preview, [preview]);
  const moments = preview.moments.map(({ seekSeconds, durationSeconds }, index) => {
    // If frames are hours apart, `fps` would fill the gap; `trim` stops that.
    const frames = Math.max(1, Math.ceil(durationSeconds * FRAME_RATE));
    const ownTimes = [`fps=${FRAME_RATE}`, `trim=end_frame=${frames}`, 'setpts=PTS-STARTPTS'];
    const onSourceFrames = renderFilters(shared, { input: index, zeroSeconds: seekSeconds });
    const filters = [...onSourceFrames, ...ownTimes, ...renderFilters(sized.flat())];
    return `[${index}:${preview.streamIndex}]${filters.join(',')}[m${index}]`;
  });
  const inputs = moments.map((_, index) => `[m${index}]`).join('');
  return [...moments, `${inputs}concat=n=${moments.length}:v=1[preview]`].join(';');
};
