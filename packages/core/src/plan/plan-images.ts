import { type FrameTimeline, longestGroupSeconds, spanSeconds } from './frame-timeline.js';
import type { Plan, PosterPlan, PreviewPlan, VideoPlan } from './plan.js';
import type { Recipe } from './recipe.js';
import type { SourceProbe, VideoStream } from './source-probe.js';

/** What is shown of a video where it does not play. */
export const planImages = (
  probe: SourceProbe,
  timeline: FrameTimeline | undefined,
  video: VideoPlan | undefined,
  { outputs }: Pick<Recipe, 'outputs'>,
): Pick<Plan, 'poster' | 'preview'> => {
  if (!video || !probe.video || !timeline) return {};
  const seconds = movingSeconds(timeline, video);
  return {
    ...(outputs.includes('poster') && { poster: planPoster(probe, timeline, probe.video, seconds) }),
    ...(outputs.includes('preview') && { preview: planPreview(probe, timeline, probe.video, video, seconds) }),
  };
};

/** A last frame that lasts longer is held for the sake of the audio: no source has a frame to find there. */
const HELD_SECONDS = 1;

const movingSeconds = (timeline: FrameTimeline, { durationMs }: VideoPlan): number => {
  const seconds = durationMs / 1000;
  const span = spanSeconds(timeline);
  return timeline.missingCount === 0 && seconds - span > HELD_SECONDS ? span : seconds;
};

const POSTER_MAX_SIDE = 1280;
/** Twice as many pixels as a card of the library has in width, for screens that have them. */
const PREVIEW_MAX_SIDE = 480;

/** Of the source in its own proportions, as it is displayed, in even numbers. */
const imageOf = ({ streamIndex, width, height, hdr }: VideoStream, maxSide: number) => {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  const side = (pixels: number) => Math.max(2, 2 * Math.floor((pixels * scale) / 2));
  return { streamIndex, width: side(width), height: side(height), ...(hdr && { hdr }) };
};

const toMillisecond = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** A frame from a tenth into the video: openings are often black. */
const planPoster = (
  { seekable }: SourceProbe,
  timeline: FrameTimeline,
  source: VideoStream,
  seconds: number,
): PosterPlan => {
  // The last frame of a video of one or two is held for longer than a tenth.
  const latest = timeline.missingCount === 0 ? spanSeconds(timeline) : seconds;
  return {
    ...imageOf(source, POSTER_MAX_SIDE),
    seekSeconds: toMillisecond(seekable ? Math.min(seconds / 10, 60, latest) : 0),
  };
};

const MOMENT_SECONDS = 1;
const MOMENTS = [0.1, 0.35, 0.6, 0.85];
/** Below this the moments would lie too close to each other to tell more than one of them. */
const SHORT_SECONDS = 8;
const SHORT_PREVIEW_SECONDS = 4;

/** Moments from all over the video; the beginning of one that is short, or that cannot be entered elsewhere. */
const planPreview = (
  { seekable }: SourceProbe,
  timeline: FrameTimeline,
  source: VideoStream,
  { durationMs }: VideoPlan,
  seconds: number,
): PreviewPlan => {
  const moments =
    seekable && seconds >= SHORT_SECONDS
      ? MOMENTS.map((share) => ({ seekSeconds: toMillisecond(share * seconds), durationSeconds: MOMENT_SECONDS }))
      : [{ seekSeconds: 0, durationSeconds: toMillisecond(Math.min(durationMs / 1000, SHORT_PREVIEW_SECONDS)) }];
  return {
    ...imageOf(source, PREVIEW_MAX_SIDE),
    exact: longestGroupSeconds(timeline, timeline.pts.at(-1) ?? 0) <= LONG_GROUP_SECONDS,
    moments,
  };
};

/** What lies between a key frame and a moment is decoded for nothing: where that is much, the moment begins with the key frame. */
const LONG_GROUP_SECONDS = 12;
