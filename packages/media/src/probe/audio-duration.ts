/** W64 pads its data to eight bytes, WAV and AIFF to two. Demuxers read that as a last packet. */
const MAX_CONTAINER_PADDING_BYTES = 7;

/**
 * Adds up the durations of packets from the lines of `audioPacketArgs`. Those that end before `fromSeconds` of the source don't count, nor
 * those that an edit list removes.
 */
export const collectAudioDuration = (fromSeconds: number) => {
  let total: number | undefined;
  let last = { seconds: 0, bytes: 0 };
  let before = last;
  return {
    add: (line: string): void => {
      const [pts = '', duration = '', size = '', flags = ''] = line.split(',');
      const seconds = Number.parseFloat(duration);
      const end = Number.parseFloat(pts) + seconds;
      if (!Number.isFinite(end) || end <= fromSeconds || flags[1] === 'D') return;
      total = (total ?? 0) + seconds;
      before = last;
      last = { seconds, bytes: Number.parseInt(size, 10) };
    },
    /** Undefined if no packet has a duration, as in some raw formats. */
    seconds: (): number | undefined => total,
    /** Whether the last packet is too small for audio, and so much was decoded that every other packet must have been. */
    lacksOnlyPadding: (decodedSeconds: number): boolean =>
      total !== undefined &&
      last.bytes <= MAX_CONTAINER_PADDING_BYTES &&
      decodedSeconds > total - last.seconds - before.seconds / 2,
  };
};
