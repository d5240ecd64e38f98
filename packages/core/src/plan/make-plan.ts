import { type CodecChoice, videoCodecOf } from '../codecs/index.js';
import { AppError } from '../errors/app-error.js';
import type { FailureReason } from '../errors/failure-reasons.js';
import { beginningLost } from './beginning-lost.js';
import { canUseBFrames } from './can-use-b-frames.js';
import { colorWarnings } from './color-warnings.js';
import { assertHalfPresent, cutShort } from './cut-short.js';
import { decideClock, type FrameClock, MAX_GAP_SECONDS } from './decide-clock.js';
import { decideCopy } from './decide-copy.js';
import { fieldSource } from './field-timeline.js';
import type { FrameTimeline } from './frame-timeline.js';
import { gapWarnings } from './gap-warnings.js';
import { holdLastFrame } from './hold-last-frame.js';
import { PLAN_VERSION, type Plan, type VideoPlan } from './plan.js';
import { type AudioSpan, planAudios } from './plan-audios.js';
import { type ChunkOptions, planChunks } from './plan-chunks.js';
import { planDuration } from './plan-duration.js';
import { filterFacts, perFrame } from './plan-filters.js';
import { planImages } from './plan-images.js';
import { planOutputs } from './plan-outputs.js';
import { planRenditions } from './plan-renditions.js';
import { planText } from './plan-text.js';
import { planWeights } from './plan-weights.js';
import { fractionValue } from './rates.js';
import type { Recipe, VideoRecipe } from './recipe.js';
import { type SourceProbe, UNKNOWN_CODEC, type VideoStream } from './source-probe.js';
import type { SourceWarning } from './source-warnings.js';

export type PlanLimits = { maxDurationMs: number; maxPixels: number };

export type PlanOptions = {
  limits?: PlanLimits;
  /** Chunks that the workers can encode in parallel; 1 if unknown. */
  encodeSlots?: number;
  /** Splits short videos into many chunks. Only tests of chunk boundaries need it. */
  maxChunkSeconds?: number;
};

export const PLAN_LIMITS: PlanLimits = { maxDurationMs: 12 * 3_600_000, maxPixels: 36_000_000 };

/**
 * Decides everything that is made from a source. Pure: the same probe, timeline, recipe and options give the same plan. `timeline` is
 * optional if the source or the recipe has no video.
 * @throws AppError SOURCE_NO_VIDEO, SOURCE_NO_AUDIO, SOURCE_DAMAGED, SOURCE_TOO_LARGE_PICTURE, SOURCE_UNSUPPORTED or SOURCE_TOO_LONG
 */
export const makePlan = (
  probe: SourceProbe,
  timeline: FrameTimeline | undefined,
  recipe: Recipe,
  { limits = PLAN_LIMITS, encodeSlots = 1, maxChunkSeconds }: PlanOptions = {},
): Plan => {
  assertUsable(probe, recipe, limits);
  const video = planVideo(probe, timeline, recipe, { encodeSlots, maxChunkSeconds });
  const span = audioSpan(probe, video);
  const { audios, warnings } = recipe.audio ? planAudios(probe, recipe.audio, span) : { audios: [], warnings: [] };
  const durationMs = planDuration(probe, video, audios);
  if (durationMs > limits.maxDurationMs)
    throw new AppError('SOURCE_TOO_LONG', {
      ...limits,
      reason: { code: 'TOO_LONG', durationMs, maxMs: limits.maxDurationMs } satisfies FailureReason,
    });
  const images = planImages(probe, timeline, video, recipe);
  const { texts, chapters, warnings: textWarnings } = planText(probe, { ...span, durationMs });
  const outputs = planOutputs(recipe, video, audios);
  return {
    version: PLAN_VERSION,
    recipe: recipe.name,
    durationMs,
    ...(video && { video }),
    audios,
    texts,
    chapters,
    ...images,
    outputs,
    weights: planWeights({ outputs, audios, texts, ...(video && { video }), ...images }),
    warnings: [
      ...(video && timeline ? videoWarnings(probe, timeline) : []),
      ...warnings,
      ...textWarnings,
      ...missingEnd(probe, video, durationMs),
      ...gapWarnings(probe, video && timeline, { ...span, durationMs, isAudible: recipe.audio !== undefined }),
    ],
  };
};

const videoWarnings = ({ leftOutVideos, video }: SourceProbe, timeline: FrameTimeline): SourceWarning[] => [
  ...beginningLost(timeline.undecodableCount, timeline.undecodableTicks * fractionValue(timeline.timeBase)),
  ...(video ? colorWarnings(video) : []),
  ...(video?.tilt === undefined ? [] : [{ code: 'ROTATION_IGNORED', degrees: video.tilt } as const]),
  ...(leftOutVideos ? [{ code: 'VIDEO_TRACKS_LEFT_OUT', tracks: leftOutVideos } as const] : []),
  ...(video?.shapes
    ? [{ code: 'SHAPE_CHANGES', shapes: video.shapes.map(({ width, height }) => ({ width, height })) } as const]
    : []),
];

/** Streams of MP4 declare their own durations; Matroska declares that of the longest one, which can be video that isn't processed. */
const missingEnd = (
  { container, durationMs, startSeconds, video: source, texts }: SourceProbe,
  video: VideoPlan | undefined,
  presentMs: number,
): SourceWarning[] => {
  if (source && !video) return [];
  const declaredMs = source?.durationMs;
  if (video === undefined || declaredMs === undefined)
    return cutShort(durationMs, presentMs, { startMs: startSeconds * 1000, hasText: texts !== undefined });
  // A fragmented MP4 doesn't declare how many frames it has.
  const atLeast = container.startsWith('mov') && source?.frameCount === undefined;
  return cutShort(declaredMs, video.durationMs, { atLeast });
};

const assertUsable = (probe: SourceProbe, recipe: Recipe, limits: PlanLimits): void => {
  const { video, audios } = probe;
  if (audios.length === 0 && !(video && recipe.video)) assertDecodable(probe);
  if (!video && audios.length === 0) throw new AppError(recipe.video ? 'SOURCE_NO_VIDEO' : 'SOURCE_NO_AUDIO');
  if (!recipe.video && audios.length === 0) throw new AppError('SOURCE_NO_AUDIO');
  if (!recipe.audio && !video) throw new AppError('SOURCE_NO_VIDEO');
  if (!recipe.video || !video) return;
  if (video.codec === UNKNOWN_CODEC) throw unsupported(video.codecTag ?? UNKNOWN_CODEC, 'video');
  if (video.codedWidth * video.codedHeight > limits.maxPixels)
    throw new AppError('SOURCE_TOO_LARGE_PICTURE', { ...limits, reason: tooLarge(video) });
  // Decoders without Dolby Vision show its color space as green and purple.
  if (video.dolbyVisionOnly !== undefined)
    throw new AppError('SOURCE_UNSUPPORTED', {
      reason: { code: 'DOLBY_VISION_ONLY', profile: video.dolbyVisionOnly } satisfies FailureReason,
    });
};

const unsupported = (codec: string, of: 'video' | 'audio'): AppError =>
  new AppError('SOURCE_UNSUPPORTED', { reason: { code: 'CODEC_UNSUPPORTED', codec, of } satisfies FailureReason });

const assertDecodable = ({ unusableAudios = [] }: SourceProbe): void => {
  for (const { problem, codec, track } of unusableAudios) {
    if (problem === 'codec') throw unsupported(codec, 'audio');
    if (problem === 'damaged') throw new AppError('SOURCE_DAMAGED', { reason: { code: 'AUDIO_UNDECODABLE', track } });
  }
};

const planVideo = (
  probe: SourceProbe,
  timeline: FrameTimeline | undefined,
  recipe: Recipe,
  lengths: Pick<ChunkOptions, 'encodeSlots' | 'maxChunkSeconds'>,
): VideoPlan | undefined => {
  const { video } = probe;
  if (!video || !recipe.video) return undefined;
  if (!timeline) throw new AppError('SOURCE_DAMAGED', { reason: { code: 'NO_FRAMES' } satisfies FailureReason });
  if (timeline.startsOver && !isEdited(video, timeline))
    throw new AppError('SOURCE_UNSUPPORTED', { reason: { code: 'TIMES_START_OVER' } satisfies FailureReason });
  const { maxFrameRate } = recipe.video;
  const { deinterlace, ...facts } = filterFacts(video);
  const fields = fieldSource({ ...probe, video }, timeline, { deinterlace, maxFrameRate });
  const source = fields ?? { probe, timeline };
  const shown = decideClock(source.probe, source.timeline, maxFrameRate);
  assertPresent(video, shown);
  const held = recipe.audio && holdLastFrame(source.probe, source.timeline, shown);
  const frames = held ? decideClock(source.probe, held, maxFrameRate) : shown;
  const codec = videoCodecOf(recipe.video);
  const seekable = canSeek(probe, video, timeline);
  const planned = planRenditions(video, recipe.video, frames.frameRate);
  // Uses the original timeline: a held last frame must not make a GOP seem too long to seek in, or lower the bitrate.
  const copy = decideCopy({ probe, video, timeline, frames: shown, recipe: recipe.video, best: planned[0], codec });
  const chunks = planChunks(frames, source.timeline, {
    startSeconds: probe.startSeconds,
    seekable,
    ...lengths,
    atKeys: copy.copied,
    codec,
  });
  return {
    streamIndex: video.streamIndex,
    clock: frames.clock,
    frameRate: frames.frameRate,
    frameCount: frames.frameCount,
    durationMs: Math.round(frames.durationSeconds * 1000),
    ...encoderSettings(recipe.video),
    reorder: canUseBFrames(frames, chunks, codec),
    ...(LOSING.has(video.codec) && { losesFrames: true }),
    ...facts,
    ...(deinterlace && { deinterlace: fields ? deinterlace : perFrame(deinterlace) }),
    copy,
    renditions: planned.map((rendition, index) => ({
      ...rendition,
      ...(copy.copied && index === 0 && { copied: true }),
    })),
    chunks,
  };
};

/**
 * Whether decoding can begin at every key frame. Not with a decoder of separate transparency, because that has key frames of its own, which no
 * container marks.
 */
const canSeek = ({ seekable }: SourceProbe, { decoder }: VideoStream, timeline: FrameTimeline): boolean =>
  seekable && !decoder && timeline.missingCount === 0 && !timeline.counted && !timeline.joinsParts;

/** The sample table of an MP4 can't go back in time. So if the file contains no other packets, an edit list made the times start over. */
const isEdited = ({ frameCount }: VideoStream, { storedCount }: FrameTimeline): boolean =>
  frameCount !== undefined && storedCount <= frameCount;

/** Codecs whose decoders lose a frame at every change of shape. */
const LOSING = new Set(['mpeg1video', 'mpeg2video']);

/** Keeps the preset together with its codec. */
const encoderSettings = (video: VideoRecipe): CodecChoice & { crf: number } => {
  const { ladder: _ladder, maxFrameRate: _rate, capAtSource: _cap, copy: _copy, ...settings } = video;
  return settings;
};

const assertPresent = (video: VideoStream, { durationSeconds, longestGapSeconds, frameCount }: FrameClock): void => {
  const { durationMs = 0, frameCount: declaredCount = frameCount } = video;
  // ffmpeg gives the single frame of a Matroska file the duration of the file.
  const isStill = frameCount === 1 && declaredCount === 1;
  // The index of a truncated file or recording lists frames that are missing.
  if (!isStill) assertHalfPresent(durationMs, durationSeconds * 1000);
  if (longestGapSeconds > MAX_GAP_SECONDS)
    throw new AppError('SOURCE_DAMAGED', {
      ...{ reason: { code: 'FRAME_TIMES_WRONG' } satisfies FailureReason, gapSeconds: longestGapSeconds },
    });
};

const tooLarge = ({ codedWidth: width, codedHeight: height }: VideoStream): FailureReason => ({
  ...{ code: 'FRAMES_TOO_LARGE', width, height },
});

/** Audio times are relative to the first frame or, without video, to the start of the audio. */
const audioSpan = (probe: SourceProbe, video: VideoPlan | undefined): AudioSpan => {
  if (!video) return { originSeconds: probe.startSeconds };
  const { originPts, sourceTimeBase } = video.clock;
  return { originSeconds: originPts * fractionValue(sourceTimeBase), videoSeconds: video.durationMs / 1000 };
};
