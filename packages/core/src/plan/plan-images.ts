import { type FrameTimeline, longestGroupSeconds, spanSeconds } from './frame-timeline.js';
import type { Plan, PosterPlan, PreviewPlan, VideoPlan } from './plan.js';
import { type FrameSize, imageFacts } from './plan-filters.js';
import type { Recipe } from './recipe.js';
import type { SourceProbe, VideoStream } from './source-probe.js';

/** The poster and the preview of a video. */
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

/** A last frame that is shown for longer is held until the audio ends, so the source has no frames to seek to there. */
const HELD_SECONDS = 1;

const movingSeconds = (timeline: FrameTimeline, { durationMs }: VideoPlan): number => {
  const seconds = durationMs / 1000;
  const span = spanSeconds(timeline);
  return timeline.missingCount === 0 && seconds - span > HELD_SECONDS ? span : seconds;
};

export const POSTER_MAX_SIDE = 1280;

/** The size of a poster of a video of this size. */
export const posterSize = (video: FrameSize): FrameSize => sizeWithin(video, POSTER_MAX_SIDE);

/** Twice the width of a card in the library, for high-density screens. */
const PREVIEW_MAX_SIDE = 480;

/** In even numbers. */
const sizeWithin = ({ width, height }: FrameSize, maxSide: number): FrameSize => {
  const scale = Math.min(1, maxSide / Math.max(width, height));
  const side = (pixels: number) => Math.max(2, 2 * Math.floor((pixels * scale) / 2));
  return { width: side(width), height: side(height) };
};

/** The displayed aspect ratio of the source. */
const imageOf = (video: VideoStream, startSeconds: number, maxSide: number) => ({
  ...{ streamIndex: video.streamIndex, ...sizeWithin(video, maxSide), ...imageFacts(video, startSeconds) },
});

const toMillisecond = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** A frame at 10% of the video, because openings are often black. */
const planPoster = (
  { seekable, startSeconds }: SourceProbe,
  timeline: FrameTimeline,
  source: VideoStream,
  seconds: number,
): PosterPlan => {
  // In a video of one or two frames, the last one can be shown for more than 90% of the time.
  const latest = timeline.missingCount === 0 ? spanSeconds(timeline) : seconds;
  return {
    ...imageOf(source, startSeconds, POSTER_MAX_SIDE),
    seekSeconds: toMillisecond(seekable ? Math.min(seconds / 10, 60, latest) : 0),
  };
};

const MOMENT_SECONDS = 1;
const MOMENTS = [0.1, 0.35, 0.6, 0.85];
/** In a shorter video, the moments would be too close together to show anything new. */
const SHORT_SECONDS = 8;
const SHORT_PREVIEW_SECONDS = 4;

/** Moments from the whole video, or only its beginning if it is short or not seekable. */
const planPreview = (
  { seekable, startSeconds }: SourceProbe,
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
    ...imageOf(source, startSeconds, PREVIEW_MAX_SIDE),
    exact: longestGroupSeconds(timeline, timeline.pts.at(-1) ?? 0) <= LONG_GROUP_SECONDS,
    moments,
  };
};

/** Everything between a key frame and a moment is decoded and discarded. If that is a lot, the moment begins at the key frame instead. */
const LONG_GROUP_SECONDS = 12;
