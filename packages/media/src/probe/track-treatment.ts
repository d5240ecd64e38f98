import { AUDIO_SAMPLE_RATE_HZ, type AudioStream, type SourceProbe } from '@media/core';

/** How a track gets into the normalized file: its packets as they are, or decoded and stored losslessly. */
export type TrackTreatment = 'copy' | 'flac';

// All of these were muxed and decoded again with ffmpeg 5.1. FLAC in MP4 needs `-strict experimental` there.
const MP4_AUDIO = new Set(['aac', 'mp3', 'mp2', 'ac3', 'eac3', 'opus', 'flac', 'alac', 'dts']);
const MATROSKA_AUDIO = new Set(['vorbis', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le']);
/** Ogg files can be chained: each link begins again at zero, with codec headers of its own. Only decoders follow that. */
const CHAINED = new Set(['ogg']);

/**
 * Audio is decoded unless a container is known to hold its codec. Muxers refuse many codecs (of DVDs, Blu-rays, Flash, telephony and
 * others), and some they accept can't be decoded afterwards, because the container drops what the decoder needs.
 */
export const trackTreatment = ({ codec }: Pick<AudioStream, 'codec'>, container: string): TrackTreatment =>
  !CHAINED.has(container) && (MP4_AUDIO.has(codec) || MATROSKA_AUDIO.has(codec)) ? 'copy' : 'flac';

/** Whether MP4 can store a track after its treatment. */
export const fitsMp4 = (audio: Pick<AudioStream, 'codec'>, container: string): boolean =>
  trackTreatment(audio, container) === 'flac' || MP4_AUDIO.has(audio.codec);

/**
 * Samples per FLAC frame, about 12 ms. A gap in the times moves to the next frame, so long frames would play the audio after it early.
 */
const FLAC_FRAME_SAMPLES = 576;
/** Decoded formats with more than 16 significant bits. Lossy codecs decode to floats, which 16 bits represent well enough. */
const DEEP = /^s(32|64)p?$/;
const DEEP_CODECS = /^pcm_f/;

/**
 * Output options per audio track, in the order in which the tracks are mapped. `decoded`: the number of channels of tracks that can't be
 * copied as they are, by stream index.
 */
export const audioTreatments = (
  { audios, container }: Pick<SourceProbe, 'audios' | 'container'>,
  decoded: ReadonlyMap<number, number> = new Map(),
): string[] =>
  audios.flatMap((audio, index) => {
    const channels = decoded.get(audio.streamIndex);
    if (channels !== undefined) return [...flacArgs(audio, index), ...commonArgs(channels, index)];
    return trackTreatment(audio, container) === 'copy' ? [`-c:a:${index}`, 'copy'] : flacArgs(audio, index);
  });

/** Mono, stereo or 5.1, because encoders don't support every other layout, at the rate of the outputs: the first part's can be lower. */
const commonArgs = (channels: number, index: number): string[] => [
  ...[`-ac:a:${index}`, String(channels > 2 ? 6 : channels), `-ar:a:${index}`, String(AUDIO_SAMPLE_RATE_HZ)],
];

const flacArgs = ({ codec, sampleFormat = '' }: AudioStream, index: number): string[] => {
  const isDeep = DEEP.test(sampleFormat) || DEEP_CODECS.test(codec);
  return [
    ...[`-c:a:${index}`, 'flac', `-frame_size:a:${index}`, String(FLAC_FRAME_SAMPLES)],
    ...[`-sample_fmt:a:${index}`, isDeep ? 's32' : 's16'],
    // Newer releases would otherwise write 32 bits, which older decoders can't read.
    ...(isDeep ? [`-bits_per_raw_sample:a:${index}`, '24'] : []),
  ];
};
