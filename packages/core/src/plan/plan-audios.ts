import { AUDIO_SAMPLE_RATE_HZ } from '../codecs/index.js';
import { defaultFirst, uniqueLabels } from './audio-labels.js';
import { trackNumbers, unusableWarnings } from './audio-warnings.js';
import type { AudioTrack, VideoPlan } from './plan.js';
import { planMix } from './plan-mix.js';
import type { Recipe } from './recipe.js';
import { MIN_WITH_AUDIO_SECONDS } from './segment-lengths.js';
import type { AudioStream, SourceProbe } from './source-probe.js';
import type { SourceWarning } from './source-warnings.js';

type AudioRecipe = NonNullable<Recipe['audio']>;

/** Smaller differences are ignored: packets overlap by the samples that decoders drop. */
const MIN_PAD_SECONDS = 0.1;

/** The source time that becomes zero, and the duration of the video, if there is one. */
export type AudioSpan = { originSeconds: number; videoSeconds?: number };

/** One track per audio stream. The source's default comes first and is the only default. */
export const planAudios = (
  probe: SourceProbe,
  recipe: AudioRecipe,
  span: AudioSpan,
): { audios: AudioTrack[]; warnings: SourceWarning[] } => {
  const ordered = defaultFirst(probe);
  const labels = uniqueLabels(ordered);
  const planned = ordered.slice(0, recipe.maxTracks).map((audio, index) => {
    const { channels, mix } = planMix(audio, recipe.maxChannels);
    return {
      index,
      streamIndex: audio.streamIndex,
      name: `a${index}`,
      label: labels[index] ?? `Audio ${index + 1}`,
      ...(audio.language !== undefined && { language: audio.language }),
      default: index === 0,
      channels,
      ...mix,
      sampleRateHz: AUDIO_SAMPLE_RATE_HZ,
      // The recipe's bitrate is for stereo. Mono needs about 60% of it, and each further pair of channels the same again.
      bitrateBps: Math.round(recipe.bitrateBps * (channels === 1 ? 0.6 : channels / 2)),
      originSeconds: span.originSeconds,
      ...padding(audio, span),
    };
  });
  return { audios: planned, warnings: [...unusableWarnings(probe), ...warningsAbout(probe, ordered, labels, recipe)] };
};

const warningsAbout = (
  probe: SourceProbe,
  ordered: readonly AudioStream[],
  labels: readonly string[],
  { maxTracks, maxChannels }: AudioRecipe,
): SourceWarning[] => {
  const numbers = trackNumbers(probe);
  const numberOf = (audio: AudioStream): number => numbers.get(audio) ?? 1;
  const tracks = ordered.map((audio, index) => ({ track: numberOf(audio), label: labels[index] ?? '' }));
  const leftOut = tracks.slice(maxTracks);
  const guessed = ordered.slice(0, maxTracks).filter((audio) => planMix(audio, maxChannels).guessed);
  return [
    ...(leftOut.length > 0 ? [{ code: 'AUDIO_TRACKS_LEFT_OUT' as const, tracks: leftOut, limit: maxTracks }] : []),
    ...guessed.map((audio) => ({
      code: 'AUDIO_LAYOUT_GUESSED' as const,
      track: numberOf(audio),
      channels: audio.channels,
    })),
  ];
};

const padding = ({ endSeconds }: AudioStream, { originSeconds, videoSeconds }: AudioSpan) => {
  if (endSeconds === undefined || videoSeconds === undefined) return {};
  const missing = Math.max(videoSeconds, MIN_WITH_AUDIO_SECONDS) - Math.max(0, endSeconds - originSeconds);
  return missing < MIN_PAD_SECONDS ? {} : { padSeconds: Math.round(missing * 1000) / 1000 };
};

/**
 * Where an audio track that ends earlier is padded to, in seconds from the start of the video. Also applies to tracks without planned
 * padding, because their end may turn out to be undecodable. Undefined without video.
 */
export const paddedUntil = (
  { padSeconds }: Pick<AudioTrack, 'padSeconds'>,
  video: Pick<VideoPlan, 'durationMs'> | undefined,
): number | undefined => {
  if (video === undefined) return undefined;
  const videoSeconds = Math.max(video.durationMs / 1000, MIN_WITH_AUDIO_SECONDS);
  return padSeconds === undefined ? videoSeconds - MIN_PAD_SECONDS : videoSeconds;
};
