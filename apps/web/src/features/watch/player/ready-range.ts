import { clockTime } from '@media/core/display';

/** The playlist of one track: where it ends, and whether it will grow. */
export type TrackList = { edgeSeconds: number; isGrowing: boolean };

/** The playlists loaded so far: each quality by level, the current level, and audio. */
export type Lists = { levels: ReadonlyMap<number, TrackList>; level?: number; audio?: TrackList };

/** How many seconds are ready with both audio and video; undefined once the video is complete. */
export const readySeconds = ({ levels, level, audio }: Lists): number | undefined => {
  const current = level === undefined ? undefined : levels.get(level);
  if (!current?.isGrowing && !audio?.isGrowing) return undefined;
  // Copied video is ready long before the encoded renditions.
  const videoEdge = Math.max(...[...levels.values()].map(({ edgeSeconds }) => edgeSeconds));
  return Math.min(videoEdge, audio?.edgeSeconds ?? Number.POSITIVE_INFINITY);
};

/** The level to switch to because the current one ends before `atSeconds` and another one doesn't. */
export const levelToKeep = ({ levels, level }: Lists, atSeconds: number): number | undefined => {
  const current = level === undefined ? undefined : levels.get(level);
  if (!current?.isGrowing || current.edgeSeconds > atSeconds + MARGIN_SECONDS) return undefined;
  const [farthest] = [...levels].sort(([, a], [, b]) => b.edgeSeconds - a.edgeSeconds);
  return farthest && farthest[1].edgeSeconds > current.edgeSeconds + MARGIN_SECONDS ? farthest[0] : undefined;
};

const MARGIN_SECONDS = 1;
/** Players stop a few frames before the end of what they have. */
const NEAR_END_SECONDS = 0.5;

/** Whether a player at `atSeconds` has reached the end of the ready part. */
export const isNearEnd = (atSeconds: number, ready: number): boolean => atSeconds >= ready - NEAR_END_SECONDS;

/** Limits a seek to the ready part, a little before its end so that there is a frame to show. */
export const seekWithin = (wantedSeconds: number, ready: number): number =>
  wantedSeconds > ready ? Math.max(0, ready - NEAR_END_SECONDS / 2) : wantedSeconds;

/**
 * The ready part in words and in percent, and what is missing. The total can be unknown. Says nothing about whether a worker is processing it:
 * that can change at any time, and is said elsewhere on the page.
 */
export const describeReady = (
  ready: number,
  totalMs: number | undefined,
): { text: string; rest?: string; percent?: number } => {
  const readyMs = ready * 1000;
  if (totalMs === undefined) return { text: `First ${clockTime(readyMs)} ready to watch`, rest: REST };
  // A playlist can differ from the source's declared duration by some frames.
  const isWhole = readyMs > totalMs - NEAR_END_SECONDS * 1000;
  const shownMs = isWhole ? totalMs : readyMs;
  return {
    text: `${clockTime(shownMs)} of ${clockTime(totalMs)} ready to watch`,
    ...(!isWhole && { rest: REST }),
    percent: totalMs > 0 ? (100 * shownMs) / totalMs : 100,
  };
};

const REST = 'the rest will follow';
