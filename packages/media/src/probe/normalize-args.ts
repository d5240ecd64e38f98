import { isText, lacksTimes, languageCode, type SourceProbe, UNKNOWN_CODEC } from '@media/core';
import { GLOBAL_GUARDS, guardedInput, guardedSource } from '../argv/input-guards.js';
import { type ChangingAudio, changingInput, changingOutput, countedTimes, inputOf } from './audio-times.js';
import type { PacketPositions } from './packet-positions.js';
import { dropVideo, repairTimes } from './repair-times.js';
import { textTreatment } from './text-treatment.js';
import { audioTreatments, fitsMp4 } from './track-treatment.js';

// Containers with an index, in which seeks are accurate.
const INDEXED = new Set(['mov', 'mp4', 'matroska', 'webm']);
const MP4_VIDEO = new Set(['h264', 'hevc', 'av1', 'vp9', 'mpeg4', 'mpeg2video', 'mpeg1video', 'mjpeg']);
// ffprobe: "Estimating duration from bitrate, this may be inaccurate". The duration of Ogg is that of one link of a chain.
const INEXACT = new Set(['aac', 'ac3', 'eac3', 'mp3', 'amr', 'mpegts', 'mpeg', 'flv', 'live_flv', 'ogg']);
// Neither container can store these. They are read from the start, in one chunk, if at all.
const UNCOPYABLE = new Set(['gif', 'flashsv2', UNKNOWN_CODEC]);
// ffmpeg doesn't assume that their frames are shown in the order of decoding. In AVI and ASF, they are: others aren't copied (`lacksTimes`).
const REORDERABLE = new Set(['h264', 'hevc']);

export const isSeekable = (container: string): boolean => container.split(',').some((name) => INDEXED.has(name));

/**
 * Whether the source must be copied into an indexed container first. In MPEG-TS, AVI and similar containers, seeks land in the middle of a
 * group and silently lose frames, and presentation times can be missing. Raw audio streams only estimate their duration, and browser
 * recordings don't declare one; the copy has an exact duration.
 */
export const needsNormalizing = (probe: SourceProbe): boolean => {
  const { container, durationMs, video } = probe;
  if (video) return (!isSeekable(container) || durationMs === 0) && !UNCOPYABLE.has(video.codec) && !lacksTimes(probe);
  return durationMs === 0 || INEXACT.has(container);
};

export type NormalizedContainer = 'mp4' | 'matroska';

/** MP4 if it can store everything, because its times are exact. Otherwise Matroska, which rounds them to milliseconds. */
export const normalizedContainer = ({ video, audios, container }: SourceProbe): NormalizedContainer =>
  (video === undefined || (MP4_VIDEO.has(video.codec) && !video.separateAlpha)) &&
  audios.every((audio) => fitsMp4(audio, container))
    ? 'mp4'
    : 'matroska';

export type NormalizeOptions = {
  /** By default, the one of `normalizedContainer`. */
  container?: NormalizedContainer;
  /** Audio tracks whose packets are also stored as they are, each in a file of its own. */
  copies?: readonly { streamIndex: number; path: string }[];
  /** Number of channels of tracks that are decoded instead of copied, by stream index. */
  decoded?: ReadonlyMap<number, number>;
  /** A file with `NO_ASPECT`. */
  noAspect?: string;
  changing?: ChangingAudio;
  /** Packets whose times are damaged. */
  outliers?: PacketPositions;
  /** Packets that are left out. */
  late?: PacketPositions;
  /** A file made with `unpackArgs`, from which the video is read instead. */
  unpacked?: string;
};

/**
 * An option that ffmpeg only takes from a file; on the command line, another one has its name. The copy then declares no pixel aspect ratio, which
 * would count more than those of the frames.
 */
export const NO_ASPECT = 'aspect=0\n';

/**
 * Argv that remuxes the video, all audio, text subtitles and chapters into an indexed container, and decodes audio that it can't store. The same source gives the
 * same bytes.
 */
export const normalizeArgs = (
  input: string,
  probe: SourceProbe,
  output: string,
  {
    container = normalizedContainer(probe),
    copies = [],
    decoded,
    noAspect,
    changing,
    outliers,
    late,
    unpacked,
  }: NormalizeOptions = {},
): string[] => [
  ...GLOBAL_GUARDS,
  ...['-fflags', '+genpts'],
  ...guardedSource(input, probe),
  ...changingInput(input, probe, changing),
  ...(unpacked === undefined ? [] : ['-fflags', '+genpts', ...guardedInput(unpacked)]),
  ...videoMap(probe, unpacked),
  ...probe.audios.flatMap(({ streamIndex }) => ['-map', `${inputOf(streamIndex, probe, changing)}:${streamIndex}`]),
  ...textTreatment(probe, container),
  ...(probe.video && noAspect !== undefined ? ['-fpre', noAspect] : []),
  ...[...videoTreatment(probe), ...audioTreatments(probe, decoded), ...packetFilter(probe)],
  ...probe.audios.flatMap(({ streamIndex }, index) => countedTimes(streamIndex, index, probe, changing)),
  ...repairTimes(probe, outliers),
  ...dropVideo(probe, late),
  ...languages(probe, container),
  // Without bitexact, Matroska gets a random ID, and another job of the same source couldn't reuse its plan.
  ...['-max_muxing_queue_size', '4096', '-fflags', '+bitexact'],
  ...['-strict', 'experimental', '-f', container, `file:${output}`],
  ...copies.flatMap(({ streamIndex, path }) => [
    ...['-map', `0:${streamIndex}`, '-c', 'copy'],
    ...['-f', 'data', `file:${path}`],
  ]),
  ...changingOutput(probe, changing),
];

// Otherwise ffmpeg moves the video of its own input to zero, and away from the audio.
const videoMap = ({ video }: SourceProbe, unpacked: string | undefined): string[] => {
  if (!video) return [];
  return unpacked === undefined ? ['-map', `0:${video.streamIndex}`] : ['-copyts', '-map', '1:v'];
};

/** Uncompressed RGB needs the form that Matroska took over from AVI, which loses palettes. */
const videoTreatment = ({ video }: SourceProbe): string[] => {
  if (video?.codec !== 'rawvideo') return ['-c:v', 'copy'];
  return video.pixelFormat === 'pal8' ? ['-c:v', 'ffv1'] : ['-c:v', 'copy', '-allow_raw_vfw', '1'];
};

/** MP4 drops languages of any other form. */
const languages = (probe: SourceProbe, container: NormalizedContainer): string[] => {
  const describe = ({ language }: { language?: string }, stream: string): string[] => {
    const stored = container === 'mp4' ? languageCode(language) : language;
    return stored === undefined ? [] : [`-metadata:s:${stream}`, `language=${stored}`];
  };
  return [
    ...probe.audios.flatMap((audio, index) => describe(audio, `a:${index}`)),
    ...(probe.texts ?? []).filter(isText).flatMap((text, index) => describe(text, `s:${index}`)),
  ];
};

/** Containers that store one time per packet. ffmpeg takes it for the decode time. */
const ONE_TIME = new Set(['avi', 'asf']);

/** AVI counts from the first frame. ffmpeg shows it later, by as many frames as the decoder holds back for reordering. */
const WITHOUT_DELAY = 'setts=pts=PTS-STARTPTS+STARTDTS:dts=DTS-STARTPTS+STARTDTS';

const packetFilter = ({ container, video }: SourceProbe): string[] => {
  if (!video || !ONE_TIME.has(container)) return [];
  if (container === 'avi' && video.codec === 'mpeg4') return ['-bsf:v', WITHOUT_DELAY];
  // `genpts` takes the decode time of the next packet, which is a frame late.
  return REORDERABLE.has(video.codec) ? ['-bsf:v', 'setts=pts=DTS'] : [];
};
