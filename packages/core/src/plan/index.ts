export { canonicalJson } from './canonical-json.js';
export { collectTimeline, type FrameTimeline, type TimelineCollector, type VideoPacket } from './frame-timeline.js';
export { makePlan, PLAN_LIMITS, type PlanLimits } from './make-plan.js';
export * from './plan.js';
export { FETCH_WEIGHT, PROBE_WEIGHT } from './plan-weights.js';
export { fractionValue } from './rates.js';
export * from './recipe.js';
export type * from './source-probe.js';
export { targetDurationSeconds } from './target-duration.js';
