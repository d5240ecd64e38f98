import type { AudioTrack, VideoPlan } from './plan.js';
import type { SourceProbe } from './source-probe.js';

/**
 * An audio packet, up to 2048 samples at 8 kHz: decoders drop part of the last one, and some containers don't store its duration. Within this,
 * what the container declares is better.
 */
const TOLERANCE_MS = 260;

/**
 * How long a video plays: until the end of its last frame or audio packet. Declared durations only count where nothing was measured, or to
 * the millisecond: of a recording that begins at three hours, some containers declare the time of its end.
 */
export const planDuration = (
  probe: Pick<SourceProbe, 'durationMs' | 'audios'>,
  video: Pick<VideoPlan, 'durationMs'> | undefined,
  tracks: readonly Pick<AudioTrack, 'streamIndex' | 'originSeconds'>[],
): number => {
  if (video && tracks.length === 0) return video.durationMs;
  const ends = tracks.map(({ streamIndex, originSeconds }) => {
    const { endSeconds } = probe.audios.find((audio) => audio.streamIndex === streamIndex) ?? {};
    return endSeconds === undefined ? undefined : Math.round((endSeconds - originSeconds) * 1000);
  });
  const known = ends.filter((end) => end !== undefined);
  const isMeasured = known.length > 0 && known.length === ends.length;
  const measured = Math.max(video?.durationMs ?? 0, ...known);
  const isDeclared = !isMeasured || Math.abs(measured - probe.durationMs) <= TOLERANCE_MS;
  return isDeclared ? Math.max(video?.durationMs ?? 0, probe.durationMs) : measured;
};
