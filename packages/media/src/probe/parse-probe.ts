import {
  AppError,
  type AudioStream,
  type FailureReason,
  type LeftOutVideo,
  languageTag,
  type SourceProbe,
  UNKNOWN_CODEC,
  type UnusableAudio,
} from '@media/core';
import { chooseVideo, type VideoChoice } from './choose-video.js';
import { isSeekable } from './normalize-args.js';
import { parseChapters, parseTexts } from './parse-texts.js';
import { parseVideoStream } from './parse-video-stream.js';
import { printable } from './printable.js';
import {
  type ProbeDocument,
  type ProbeStream,
  positive,
  readDocument,
  streamSeconds,
  tagOf,
} from './probe-document.js';

/**
 * Parses ffprobe's JSON about a source. Throws SOURCE_NOT_MEDIA if it is invalid or has neither video nor audio, and
 * SOURCE_TOO_LARGE_PICTURE or SOURCE_DAMAGED if the video size is unknown. `log`: ffprobe's log.
 */
export const parseProbe = (json: string, log = ''): SourceProbe => {
  const document = readDocument(json);
  const container = document.format?.format_name;
  const streams = document.streams ?? [];
  if (!container || streams.length === 0) throw new AppError('SOURCE_NOT_MEDIA', { reason: NO_STREAMS });
  const { video: stream, leftOut } = chooseVideo(streams);
  const video =
    stream && parseVideoStream(ONE_DURATION.has(container) ? { ...stream, duration: undefined } : stream, log);
  const allAudios = streams.filter(({ codec_type }) => codec_type === 'audio');
  const audios = allAudios.filter(hasParameters).map(audioStream);
  const unusableAudios = allAudios.flatMap((audio, index) =>
    hasParameters(audio) ? [] : [unusable(audio, index + 1)],
  );
  const texts = parseTexts(streams);
  const chapters = parseChapters(document.chapters ?? []);
  if (!video && allAudios.length === 0)
    throw new AppError('SOURCE_NOT_MEDIA', { reason: noneUsable(container, streams) });
  return {
    container,
    durationMs: durationMs(document),
    sizeBytes: positive(document.format?.size) ?? 0,
    startSeconds: seconds(document.format?.start_time) ?? 0,
    seekable: isSeekable(container),
    ...(video && { video }),
    ...(leftOut.length > 0 && { leftOutVideos: leftOut.map(leftOutVideo) }),
    audios,
    ...(unusableAudios.length > 0 && { unusableAudios }),
    ...(texts.length > 0 && { texts }),
    ...(chapters.length > 0 && { chapters }),
  };
};

/** Containers that declare only the duration of the file, which ffprobe gives to each stream. Video can end earlier than audio. */
const ONE_DURATION = new Set(['asf', 'flv']);

const NO_STREAMS: FailureReason = { code: 'NO_STREAMS' };
const noneUsable = (formatName: string, streams: readonly ProbeStream[]): FailureReason => {
  const [container = formatName] = formatName.split(',');
  const named = streams.flatMap((stream) => tagOf(stream) ?? stream.codec_name ?? []);
  return { code: 'NO_VIDEO_OR_AUDIO', container, codecs: [...new Set(named)].slice(0, MAX_NAMED_CODECS) };
};
/** A transport stream can have thousands of tracks. */
const MAX_NAMED_CODECS = 5;

const leftOutVideo = ({ track, stream }: VideoChoice['leftOut'][number]): LeftOutVideo => ({
  track,
  codec: stream.codec_name ?? tagOf(stream) ?? UNKNOWN_CODEC,
  width: stream.width ?? 0,
  height: stream.height ?? 0,
});

const unusable = (stream: ProbeStream, track: number): UnusableAudio => ({
  track,
  codec: tagOf(stream) ?? stream.codec_name ?? 'unknown codec',
  ...languageOf(stream.tags?.language),
  problem: 'codec',
});

const hasParameters = ({ codec_name, channels, sample_rate }: ProbeStream): boolean =>
  codec_name !== undefined && (channels ?? 0) > 0 && positive(sample_rate) !== undefined;

const audioStream = (stream: ProbeStream): AudioStream => {
  const { language, title } = stream.tags ?? {};
  const codecTag = tagOf(stream);
  const startSeconds = seconds(stream.start_time);
  const bitrateBps = positive(stream.bit_rate);
  return {
    streamIndex: stream.index,
    codec: stream.codec_name ?? UNKNOWN_CODEC,
    ...(codecTag !== undefined && { codecTag }),
    ...(stream.sample_fmt !== undefined && { sampleFormat: stream.sample_fmt }),
    channels: stream.channels ?? 2,
    ...(stream.channel_layout !== undefined && { layout: stream.channel_layout }),
    sampleRateHz: positive(stream.sample_rate) ?? 48_000,
    ...languageOf(language),
    ...(title && { title: printable(title) }),
    default: stream.disposition?.default === 1,
    ...(startSeconds !== undefined && { startSeconds }),
    ...(bitrateBps !== undefined && { bitrateBps }),
  };
};

const languageOf = (inFile: string | undefined): Pick<AudioStream, 'language'> => {
  const language = languageTag(inFile);
  return language === undefined ? {} : { language };
};

/** The streams whose ends matter. */
const playedOf = ({ streams = [] }: ProbeDocument): ProbeStream[] =>
  streams.filter(
    ({ codec_type, disposition }) =>
      codec_type === 'audio' || (codec_type === 'video' && disposition?.attached_pic !== 1),
  );

/**
 * Matroska declares the duration of the whole file, not of streams. Where ffprobe gives one for all of them, it estimated it from bitrates,
 * off by a second and more.
 */
const isEstimated = (document: ProbeDocument): boolean =>
  document.format?.format_name?.includes('matroska') === true &&
  playedOf(document).every(({ duration }) => duration !== undefined);

const durationMs = (document: ProbeDocument): number => {
  const { format, streams = [] } = document;
  if (isEstimated(document)) return 0;
  const ofPlayed = playedOf(document).map(streamSeconds);
  const longest = Math.max(0, ...ofPlayed.map((each = 0) => each));
  // The file's own duration includes its subtitles, whose last line can be displayed for longer than the video.
  const hasSubtitles = streams.some(({ codec_type }) => codec_type === 'subtitle');
  const isKnown = hasSubtitles && longest > 0 && !ofPlayed.includes(undefined);
  return Math.round(1000 * (isKnown ? longest : (positive(format?.duration) ?? longest)));
};

const seconds = (text: string | undefined): number | undefined => {
  const value = Number.parseFloat(text ?? '');
  return Number.isFinite(value) ? value : undefined;
};
