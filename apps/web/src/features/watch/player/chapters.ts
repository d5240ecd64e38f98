import type { VideoView } from '@media/sdk';

export type Chapters = VideoView['chapters'];

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const timestamp = (ms: number): string => {
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map((value) =>
    String(Math.floor(value)).padStart(2, '0'),
  );
  return `${hours}:${minutes}:${seconds}.${String(ms % 1000).padStart(3, '0')}`;
};

/** Chapters as WebVTT: media-chrome marks the cues of a track of this kind on the seek bar. */
export const chaptersVtt = (chapters: Chapters): string =>
  [
    'WEBVTT',
    ...chapters.map(({ startMs, endMs, title }) => {
      const text = title.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
      return `${timestamp(startMs)} --> ${timestamp(endMs)}\n${text}`;
    }),
  ].join('\n\n');

/** The position of the chapter at a time; undefined between chapters. */
export const chapterAt = (chapters: Chapters, seconds: number): number | undefined => {
  const at = chapters.findLastIndex(({ startMs }) => startMs <= seconds * 1000);
  return at < 0 || (chapters[at]?.endMs ?? 0) <= seconds * 1000 ? undefined : at;
};
