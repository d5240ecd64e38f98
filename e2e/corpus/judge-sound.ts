import type { Expectation } from './expectation.ts';
import { timeProblems } from './judge-picture.ts';
import type { DecodedAudio } from './measure/decode-audio.ts';
import { canonicalLanguage } from './measure-source.ts';
import type { SavedOutput } from './save-outputs.ts';

const SYNC_SECONDS = 0.04;
const LOUDNESS_TOLERANCE = 1;
/**
 * ffmpeg's AAC encoder overshoots by up to this factor at the start of a beep, also without the product: mono at 96 kbit/s by 1.5. Only a
 * downmix must never clip, and its source has no peak here.
 */
const OVERSHOOT = 1.6;
/** In frames with samples above this, ffmpeg's AAC encoder makes all quieter, down to this peak, also without the product. */
const ENCODER_PEAK = 0.95;
/** Encoders fill the last frame. */
const LENGTH_TOLERANCE_SECONDS = 0.1;

/** What can be heard in a track. Only the first has beeps and a known loudness. */
export const trackProblems = (wanted: Expectation, track: number, found: DecodedAudio | undefined): string[] => {
  if (!found) return ['no audio that can be decoded'];
  const late = found.seconds - wanted.seconds;
  return [
    ...(Math.abs(late) > (wanted.tolerance?.seconds ?? LENGTH_TOLERANCE_SECONDS)
      ? [`audio lasts ${found.seconds.toFixed(2)} s instead of ${wanted.seconds} s`]
      : []),
    ...(found.peak > (wanted.maxPeak ?? Math.max(1, (wanted.peak ?? 0) * OVERSHOOT))
      ? [`a peak of ${decibels(found.peak)} dBFS`]
      : []),
    ...(track === 0 ? firstTrackProblems(wanted, found) : []),
  ];
};

const firstTrackProblems = (wanted: Expectation, { beeps, lufs, peak }: DecodedAudio): string[] => {
  const louder = wanted.lufs === undefined ? 0 : (lufs ?? -70) - wanted.lufs;
  const off = louder > LOUDNESS_TOLERANCE || -louder > Math.max(LOUDNESS_TOLERANCE, attenuationOf(wanted));
  return [
    ...(wanted.beeps ? timeProblems('beeps', beeps, wanted.beeps) : []),
    ...(peak < (wanted.minPeak ?? 0) ? [`a peak of only ${decibels(peak)} dBFS`] : []),
    ...(off ? [`${lufs ?? 'no'} LUFS instead of ${wanted.lufs}`] : []),
  ];
};

/** In decibels, at most. */
const attenuationOf = ({ peak = 0 }: Expectation): number => 20 * Math.log10(Math.max(1, peak / ENCODER_PEAK));

const decibels = (peak: number): string => (20 * Math.log10(peak)).toFixed(1);

/** Markers are a second apart, so one of these isn't missing but elsewhere. */
const MAX_PAIRED_SECONDS = 0.5;

/** How much later than each flash its beep is. One of the tracks can be shorter than the other. */
const lags = (flashes: readonly number[], beeps: readonly number[]): number[] =>
  flashes
    .map((flash) => smallest(beeps.map((beep) => beep - flash)))
    .filter((seconds) => Math.abs(seconds) <= MAX_PAIRED_SECONDS);

const smallest = (values: readonly number[]): number =>
  values.reduce((a, b) => (Math.abs(b) < Math.abs(a) ? b : a), Number.POSITIVE_INFINITY);

/** Each beep must be as long after its flash as in the source, within 40 ms, at the start as at the end. */
export const syncProblems = (wanted: Expectation, flashes: readonly number[], beeps: readonly number[]): string[] => {
  const right = lags(wanted.flashes ?? [], wanted.beeps ?? []);
  const off = lags(flashes, beeps).map((seconds, at) => seconds - (right[at] ?? seconds));
  const worst = off.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  return Math.abs(worst) > SYNC_SECONDS ? [`beeps up to ${(worst * 1_000).toFixed(0)} ms from their flash`] : [];
};

/** The tracks of one format, in order. */
export const languageProblems = (wanted: readonly string[], found: readonly string[]): string[] => {
  const known = found.map(canonicalLanguage);
  if (known.length !== wanted.length) return [`${known.length} audio tracks instead of ${wanted.length}`];
  return known.every((tag, at) => tag === wanted[at])
    ? []
    : [`languages ${known.join(', ')} instead of ${wanted.join(', ')}`];
};

/** The audio streams of one playlist. */
export const streamsOf = (outputs: readonly SavedOutput[], format: 'hls' | 'dash'): SavedOutput[] =>
  outputs.filter((output) => output.kind === 'stream of audio' && output.format === format);
