import type { AudioTrack } from '@media/core';
import { GLOBAL_GUARDS, guardedInput } from './input-guards.js';

/**
 * Argv that makes one whole audio track as a fragmented MP4 with fragments of about four seconds.
 * Sound that starts late is padded with silence, sound before the first picture is cut, so that time zero is the same.
 */
export const audioArgs = (input: string, track: AudioTrack, output: string): string[] => [
  ...GLOBAL_GUARDS,
  '-copyts',
  ...guardedInput(input),
  ...['-map', `0:${track.streamIndex}`, '-vn', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-af', `asetpts=PTS-(${track.originSeconds.toFixed(6)})/TB,aresample=${track.sampleRateHz}:async=1:first_pts=0`],
  ...['-ac', String(track.channels), '-c:a', 'aac', '-b:a', String(track.bitrateBps)],
  // No frag_discont here: on sound it writes a decode time before zero, as an enormous unsigned number.
  ...['-f', 'mp4', '-movflags', '+delay_moov+default_base_moof', '-frag_duration', '4000000'],
  ...['-fflags', '+bitexact', `file:${output}`],
];
