type Media = Pick<HTMLMediaElement, 'currentTime' | 'duration' | 'seekable'>;

export type PlayerTimes = { atMs: number; endMs: number };

/** Position and end of what is played. The end is the duration that the page shows, if it is known: the media can differ by a few frames. */
export const playerTimes = (media: Media | undefined, totalMs: number | undefined): PlayerTimes => {
  const endMs = totalMs ?? 1000 * (media ? endOf(media) : 0);
  const atMs = 1000 * (media?.currentTime ?? 0);
  return { atMs: totalMs === undefined ? atMs : Math.min(atMs, totalMs), endMs };
};

/** A stream that grows can have no duration yet. */
const endOf = ({ duration, seekable }: Media): number => {
  if (Number.isFinite(duration)) return duration;
  return seekable.length > 0 ? seekable.end(seekable.length - 1) : 0;
};
