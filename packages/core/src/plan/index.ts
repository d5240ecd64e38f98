export { lostAudioWarnings, unusableWarnings } from './audio-warnings.js';
export { canonicalJson } from './canonical-json.js';
export type { CopyRuleName } from './copy-rule-name.js';
export {
  type CountedFrames,
  countedTimeline,
  editsOnlyDelay,
  lacksTimes,
  mayLackOrder,
  needsCounting,
} from './count-frames.js';
export { assertNotMostlyCut, cutShort } from './cut-short.js';
export type { MatrixSpan, SourceColors } from './decide-colors.js';
export type { Deinterlacing } from './decide-fields.js';
export { mayBeInterlaced } from './decide-fields.js';
export { type EncodeWork, encodesOfChunk, encodeWork } from './encode-work.js';
export { encodedRenditions } from './encoded-renditions.js';
export { costOf, START_CPU_SECONDS, UNPLANNED_CPU_SECONDS } from './estimate-cpu.js';
export { collectTimeline, type FrameTimeline, spanSeconds, type VideoPacket } from './frame-timeline.js';
export * from './image-kinds.js';
export { makePlan, PLAN_LIMITS, type PlanLimits, type PlanOptions } from './make-plan.js';
export { mergeWarnings } from './merge-warnings.js';
export * from './non-standard.js';
export { NON_STANDARD_LIMITS } from './non-standard-limits.js';
export * from './output-kinds.js';
export * from './output-names.js';
export * from './plan.js';
export { paddedUntil } from './plan-audios.js';
export * from './plan-filters.js';
export { POSTER_MAX_SIDE, posterSize } from './plan-images.js';
export { isText, planTexts } from './plan-texts.js';
export { FETCH_WEIGHT, PROBE_WEIGHT } from './plan-weights.js';
export { type PlannedTask, plannedTasks, replacementTasks } from './planned-tasks.js';
export { fractionValue } from './rates.js';
export * from './recipe.js';
export { MIN_SEGMENT_SECONDS } from './segment-lengths.js';
export * from './source-probe.js';
export * from './source-warnings.js';
export { hasSquarePixels } from './square-pixels.js';
export { targetDurationSeconds, typicalDurationSeconds } from './target-duration.js';
export * from './text-tracks.js';
export * from './upload-format.js';
export { type ClockPacket, watchClock } from './watch-clock.js';
export { type TimeGap, watchGaps } from './watch-gaps.js';
export { watchOrder } from './watch-order.js';
export { watchOutliers } from './watch-outliers.js';
export { watchTracks } from './watch-tracks.js';
