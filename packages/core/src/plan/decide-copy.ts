import type { VideoCodec } from '../codecs/index.js';
import type { CopyRuleName, GeneralRuleName, RecipeRuleName } from './copy-rule-name.js';
import type { FrameClock } from './decide-clock.js';
import { decideColors, isStandard } from './decide-colors.js';
import { decideFields } from './decide-fields.js';
import { type FrameTimeline, longestGroupSeconds } from './frame-timeline.js';
import type { CopyDecision, Rendition } from './plan.js';
import { fractionValue } from './rates.js';
import type { VideoRecipe } from './recipe.js';
import type { SourceProbe, VideoStream } from './source-probe.js';
import { hasSquarePixels } from './square-pixels.js';

export type CopyFacts = {
  probe: Pick<SourceProbe, 'container'>;
  video: VideoStream;
  timeline: FrameTimeline;
  frames: FrameClock;
  recipe: Pick<VideoRecipe, 'copy'>;
  /** The largest planned rendition, which a copy would replace. */
  best: Rendition | undefined;
  /** The codec of the renditions. */
  codec: Pick<VideoCodec, 'copyRules' | 'maxReorderFrames'>;
};

type CopyRule<Name extends CopyRuleName> = { name: Name; isMet(facts: CopyFacts): boolean };

const EXACT_CONTAINERS = new Set(['mov', 'mp4', 'matroska', 'webm']);
export const isExactContainer = (container: string): boolean =>
  container.split(',').some((name) => EXACT_CONTAINERS.has(name));

/** Six seconds at 29.97 frames per second are 6.006 s. */
export const MAX_GROUP_SECONDS = 6.1;
/** Over four seconds, relative to the ceiling. Encoded video reaches 1.5, because its buffer holds two seconds. */
export const MAX_PEAK = 2;

const RECIPE_RULE: CopyRule<RecipeRuleName> = {
  name: 'recipe',
  isMet: ({ recipe }) => recipe.copy,
};

const GENERAL_RULES: readonly CopyRule<GeneralRuleName>[] = [
  { name: 'progressive', isMet: ({ video }) => !decideFields(video.interlaced, video.fields) },
  { name: 'upright', isMet: ({ video }) => video.rotation === 0 && video.tilt === undefined },
  {
    name: 'square-pixels',
    isMet: ({ video }) => hasSquarePixels(video.sampleAspectRatio),
  },
  { name: 'standard-range', isMet: ({ video }) => video.hdr === undefined },
  {
    name: 'standard-colors',
    isMet: ({ video }) => video.hdr !== undefined || (!video.colorSpans && isStandard(decideColors(video))),
  },
  {
    // Planned sizes are even, so this rule also excludes odd sizes.
    name: 'size',
    isMet: ({ video, best }) =>
      best?.width === video.codedWidth && best.height === video.codedHeight && !video.shapes && !video.cropped,
  },
  {
    // No extra margin: the ceiling is already 1.5 times Apple's recommended average, and encoding a demanding video can reach it on
    // average. Measured from the packets, because few containers declare a bitrate, and some declare a wrong one.
    name: 'bitrate',
    isMet: ({ timeline: { sizeBytes, peakBps }, frames, best: { maxBitrateBps } = { maxBitrateBps: 0 } }) =>
      sizeBytes > 0 && (sizeBytes * 8) / frames.durationSeconds <= maxBitrateBps && peakBps <= MAX_PEAK * maxBitrateBps,
  },
  {
    name: 'container',
    isMet: ({ probe }) => isExactContainer(probe.container),
  },
  {
    name: 'edit-list',
    isMet: ({ timeline }) => timeline.discardedCount === 0,
  },
  {
    // This also applies if the frame rate is above the recipe's limit.
    name: 'times',
    isMet: ({ timeline, frames }) =>
      timeline.missingCount === 0 && !timeline.counted && frames.clock.kind !== 'resampled',
  },
  {
    name: 'first-frame',
    isMet: ({ frames }) => frames.clock.heldPts === undefined,
  },
  {
    name: 'few-frames',
    isMet: ({ frames, codec }) => frames.frameCount > codec.maxReorderFrames,
  },
  {
    name: 'first-key',
    isMet: ({ timeline }) => timeline.startsWithKey,
  },
  {
    name: 'closed-groups',
    isMet: ({ timeline }) => timeline.groupsAreClosed,
  },
  {
    name: 'group-length',
    isMet: ({ timeline, frames }) => longestGroupSeconds(timeline, endPtsOf(timeline, frames)) <= MAX_GROUP_SECONDS,
  },
];

/** Conditions for repackaging video instead of encoding it, in order. The first one that isn't met decides. */
export const copyRulesOf = ({ copyRules }: Pick<VideoCodec, 'copyRules'>): CopyRule<CopyRuleName>[] => [
  RECIPE_RULE,
  ...copyRules.map((rule) => ({ ...rule, isMet: ({ video }: CopyFacts) => rule.isMet(video) })),
  ...GENERAL_RULES,
];

/** Whether the source's video becomes the largest rendition unchanged, and all rules that decided against it. */
export const decideCopy = (facts: CopyFacts): CopyDecision => {
  const unmet = copyRulesOf(facts.codec).filter((rule) => !rule.isMet(facts));
  const [first] = unmet;
  return { copied: !first, rule: first?.name ?? 'fit', unmet: unmet.map(({ name }) => name) };
};

const endPtsOf = ({ timeBase }: FrameTimeline, { clock, durationSeconds }: FrameClock): number =>
  clock.originPts + durationSeconds / fractionValue(timeBase);
