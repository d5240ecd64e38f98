import { type FrameTimeline, spanSeconds } from './frame-timeline.js';
import { fractionValue } from './rates.js';
import type { SourceProbe } from './source-probe.js';
import type { SourceGap, SourceWarning } from './source-warnings.js';
import { uploadFormat } from './upload-format.js';
import { type TimeGap, watchGaps } from './watch-gaps.js';

/** The part of the source that becomes the video, and whether its audio is used. */
type Shown = { originSeconds: number; durationMs: number; isAudible: boolean };

/** Containers of broadcasts and discs, in which frames follow each other without pauses. */
const CONTINUOUS = new Set(['mpegts', 'mpeg']);
/** An edit list can contain pauses. */
const isEditable = (container: string): boolean => container.split(',').includes('mp4');
const MAX_LISTED = 20;

/**
 * The warning about times at which packets are missing in the middle of the file, as after a damaged section. Screen recordings also pause
 * their video, so a gap in video counts only if audio is missing as well, or if nothing else in the file is irregular.
 */
export const gapWarnings = (
  probe: SourceProbe,
  timeline: FrameTimeline | undefined,
  { originSeconds, durationMs, isAudible }: Shown,
): SourceWarning[] => {
  const { container } = uploadFormat(probe);
  if (isEditable(container)) return [];
  const ofAudio = probe.audios.flatMap(({ gaps = [] }) => gaps);
  const isContinuous = CONTINUOUS.has(container);
  const found = timeline ? videoGaps(timeline, { isContinuous, isSilent: probe.audios.length === 0 }) : undefined;
  const ofVideo = found?.gaps.filter((gap) => found.areCertain || ofAudio.some((other) => overlap(gap, other))) ?? [];
  const isNew = (gap: TimeGap, index: number) =>
    [...ofVideo, ...ofAudio.slice(0, index)].every((other) => !overlap(gap, other));
  const toMs = (seconds: number) => Math.round((seconds - originSeconds) * 1000);
  const described = ({ fromSeconds, toSeconds }: TimeGap, missing: SourceGap['missing']): SourceGap => ({
    ...{ fromMs: Math.max(0, toMs(fromSeconds)), toMs: toMs(toSeconds), missing },
  });
  const gaps = [
    ...ofVideo.map((gap) =>
      described(gap, isAudible && ofAudio.some((other) => overlap(gap, other)) ? 'both' : 'video'),
    ),
    ...(isAudible ? ofAudio.filter(isNew).map((gap) => described(gap, 'audio')) : []),
  ]
    .filter((gap) => gap.toMs > 0 && gap.fromMs < durationMs)
    .toSorted((a, b) => a.fromMs - b.fromMs);
  return gaps.length > 0 ? [{ code: 'SOURCE_GAPS', gaps: gaps.slice(0, MAX_LISTED), count: gaps.length }] : [];
};

const overlap = (one: TimeGap, other: TimeGap): boolean =>
  one.fromSeconds < other.toSeconds && other.fromSeconds < one.toSeconds;

/** Screen recordings without audio pause more often than that, or their frame rate varies. */
const MAX_SILENT_GAPS = 3;
const MIN_REGULAR_SHARE = 0.95;
/** Of the average time between frames. */
const TOLERANCE = 0.25;

/** `areCertain`: whether they can't be pauses. */
const videoGaps = (
  timeline: FrameTimeline,
  { isContinuous, isSilent }: { isContinuous: boolean; isSilent: boolean },
): { gaps: TimeGap[]; areCertain: boolean } => {
  const { pts, timeBase, missingCount, counted } = timeline;
  if (missingCount > 0 || counted) return { gaps: [], areCertain: false };
  const tick = fractionValue(timeBase);
  const watched = watchGaps();
  for (const value of pts) watched.add(value * tick);
  const gaps = watched.gaps();
  const areCertain = isContinuous || (isSilent && gaps.length <= MAX_SILENT_GAPS && isRegular(timeline, gaps));
  return { gaps, areCertain };
};

const isRegular = (timeline: FrameTimeline, gaps: readonly TimeGap[]): boolean => {
  const { pts, timeBase } = timeline;
  const tick = fractionValue(timeBase);
  const missing = gaps.reduce((sum, { fromSeconds, toSeconds }) => sum + toSeconds - fromSeconds, 0);
  const average = (spanSeconds(timeline) - missing) / Math.max(1, pts.length - 1);
  const regular = pts.filter(
    (value, index) => index > 0 && Math.abs((value - (pts[index - 1] ?? 0)) * tick - average) <= TOLERANCE * average,
  );
  return regular.length >= MIN_REGULAR_SHARE * (pts.length - 1 - gaps.length);
};
