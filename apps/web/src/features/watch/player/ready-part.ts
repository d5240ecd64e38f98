import { formatDuration } from '../../../format/format-duration';

/** A list of one track: how far it reaches, in seconds, and whether it will reach farther. */
export type TrackList = { edgeSeconds: number; isGrowing: boolean };

/** What was last read: the list of every quality that was tried, the last of them, and the list of the sound. */
export type Lists = { levels: ReadonlyMap<number, TrackList>; level?: number; sound?: TrackList };

/** How far a video that is still being made can be watched, in seconds: with picture and sound. Undefined once all is there. */
export const readySeconds = ({ levels, level, sound }: Lists): number | undefined => {
  const current = level === undefined ? undefined : levels.get(level);
  if (!current?.isGrowing && !sound?.isGrowing) return undefined;
  // A picture that is a copy of the source is there long before smaller ones.
  const picture = Math.max(...[...levels.values()].map(({ edgeSeconds }) => edgeSeconds));
  return Math.min(picture, sound?.edgeSeconds ?? Number.POSITIVE_INFINITY);
};

/** The quality to keep to because the current one has nothing for `atSeconds` yet, if another one has. */
export const levelToKeep = ({ levels, level }: Lists, atSeconds: number): number | undefined => {
  const current = level === undefined ? undefined : levels.get(level);
  if (!current?.isGrowing || current.edgeSeconds > atSeconds + MARGIN_SECONDS) return undefined;
  const [farthest] = [...levels].sort(([, a], [, b]) => b.edgeSeconds - a.edgeSeconds);
  return farthest && farthest[1].edgeSeconds > current.edgeSeconds + MARGIN_SECONDS ? farthest[0] : undefined;
};

const MARGIN_SECONDS = 1;
/** Players stop a few frames before the end of what they have. */
const NEAR_END_SECONDS = 0.5;

/** Whether a player at `atSeconds` has come to the end of what is ready. */
export const isNearEnd = (atSeconds: number, ready: number): boolean => atSeconds >= ready - NEAR_END_SECONDS;

/** Where a seek goes: never beyond what is ready, and there to a place that has a picture to show. */
export const seekWithin = (wantedSeconds: number, ready: number): number =>
  wantedSeconds > ready ? Math.max(0, ready - NEAR_END_SECONDS / 2) : wantedSeconds;

/** What is ready of the whole: in words, with what is still to come, and in percent. The length of the whole may not be known. */
export const describeReady = (
  ready: number,
  totalMs: number | undefined,
): { text: string; rest: string; percent?: number } => {
  const readyMs = ready * 1000;
  if (totalMs === undefined) return { text: `Ready up to ${formatDuration(readyMs)}`, rest: REST };
  // A list may be some frames longer or shorter than what the source said of itself.
  const isWhole = readyMs > totalMs - NEAR_END_SECONDS * 1000;
  const shownMs = isWhole ? totalMs : readyMs;
  return {
    text: `Ready up to ${formatDuration(shownMs)} of ${formatDuration(totalMs)}`,
    rest: isWhole ? 'only the last steps are left' : REST,
    percent: totalMs > 0 ? (100 * shownMs) / totalMs : 100,
  };
};

const REST = 'the rest is being made';
