import { type PreviewPlan, planFilters } from '@media/core';
import { PREVIEW_ENCODER } from '../codecs/h264/h264.js';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';
import { renderFilters } from './render-filters.js';

/** Enough for who looks at it in passing, and a half of the bytes of a film's rate. */
const FRAME_RATE = 15;
/** Several decoders of large video at once would hold more of it than a chunk's encoder does. */
const ONE_THREAD = ['-threads', '1'];

/**
 * Argv that joins moments of the source into one silent MP4. `fromStart` takes as much from its start instead, where nothing else
 * can be decoded. A moment without a frame is left out; there may be none at all.
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
      ...['-t', durationSeconds.toFixed(3), ...ONE_THREAD, ...guardedInput(input)],
    ]),
    ...['-filter_complex', filterGraph({ ...preview, moments }), '-map', '[preview]', '-map_metadata', '-1'],
    ...[...ONE_THREAD, ...PREVIEW_ENCODER],
    ...['-f', 'mp4', '-movflags', '+faststart', `file:${output}`],
  ];
};

/** Each moment on a time line of its own and down to size, so that they fit together. */
const filterGraph = (preview: PreviewPlan): string => {
  const { shared, sized } = planFilters(preview, [preview]);
  const moments = preview.moments.map(({ durationSeconds }, index) => {
    // Where frames lie hours apart, `fps` would fill the gap: `trim` ends it.
    const frames = Math.max(1, Math.ceil(durationSeconds * FRAME_RATE));
    const ownTimes = [`fps=${FRAME_RATE}`, `trim=end_frame=${frames}`, 'setpts=PTS-STARTPTS'];
    const filters = [...renderFilters(shared), ...ownTimes, ...renderFilters(sized.flat())];
    return `[${index}:${preview.streamIndex}]${filters.join(',')}[m${index}]`;
  });
  const inputs = moments.map((_, index) => `[m${index}]`).join('');
  return [...moments, `${inputs}concat=n=${moments.length}:v=1[preview]`].join(';');
};
