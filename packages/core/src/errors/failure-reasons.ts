import { clockTime, codecName, containerName, countOf, spanTime } from '../display/index.js';
import type { SourceProbe } from '../plan/source-probe.js';
import { uploadFormat } from '../plan/upload-format.js';
import { excessText, type QuotaExcess } from '../usage/quota-excess.js';
import { ERRORS, type ErrorCode } from './error-catalog.js';

/**
 * What exactly is wrong, besides the error code. Stored with attempts and jobs, so codes and fields are never renamed. Contains facts
 * about the file, but no user content such as titles: events contain its text. `track`: the position among the output's tracks, from 1.
 */
export type FailureReason =
  /** `of`: absent if only ffmpeg's log is known. */
  | { code: 'CODEC_UNSUPPORTED'; codec: string; of?: 'video' | 'audio' }
  /** `profile`: number of the Dolby Vision profile, whose frames other decoders can't show. */
  | { code: 'DOLBY_VISION_ONLY'; profile: number }
  | { code: 'VIDEO_SIZE_UNKNOWN'; codec: string }
  | { code: 'FRAMES_TOO_LARGE'; width: number; height: number }
  | { code: 'TOO_LONG'; durationMs: number; maxMs: number }
  | { code: 'NO_STREAMS' }
  /** `format`: ffmpeg's name of a container, stream or kind of file that isn't accepted. */
  | { code: 'FORMAT_UNSUPPORTED'; format: string }
  /** `codecs`: of the tracks, as far as they have names. */
  | { code: 'NO_VIDEO_OR_AUDIO'; container: string; codecs?: readonly string[] }
  | { code: 'NO_FRAMES' }
  | { code: 'VIDEO_CUT_SHORT'; declaredMs: number; foundMs: number }
  | { code: 'FRAME_TIMES_WRONG' }
  | { code: 'TIMES_START_OVER' }
  /** `frames`: how many are intact of the `expected` ones. Absent if the decoder gave up. */
  | { code: 'VIDEO_UNDECODABLE'; afterMs: number; frames?: number; expected: number }
  | { code: 'AUDIO_UNDECODABLE'; track: number }
  /** Of a file or recipe without video. */
  | { code: 'AUDIO_MOSTLY_LOST'; intactMs: number; totalMs: number }
  | { code: 'AUDIO_TOO_LONG'; track: number }
  | { code: 'INDEX_MISSING' }
  | { code: 'TOO_LARGE_FOR_CACHE'; sizeBytes: number; cacheBytes: number }
  /** The video is longer than what the organization can still process this month. */
  | ({ code: 'QUOTA' } & QuotaExcess)
  /** A check of what was made failed. For operators; uploaders get the facts about the file instead. */
  | { code: 'CHECK_FAILED'; check: string }
  /** What the file contains, for failures whose cause only a developer can find. */
  | { code: 'FILE_CONTAINS'; container: string; video?: string; audio?: string };

export type FailureReasonCode = FailureReason['code'];

type Texts = { [Code in FailureReasonCode]: (reason: Extract<FailureReason, { code: Code }>) => string };

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** What ffmpeg and we call a codec without a name. */
const NAMELESS: ReadonlySet<string> = new Set(['none', 'unknown']);

const containing = (container: string, parts: readonly (string | undefined)[], and: string): string =>
  [containerName(container), parts.filter(Boolean).join(and)].filter(Boolean).join(' with ');

const TEXTS: Texts = {
  CODEC_UNSUPPORTED: ({ codec, of = 'file' }) =>
    NAMELESS.has(codec)
      ? `The ${of} uses an unknown codec.`
      : `The ${of} uses a codec that can't be decoded (${codecName(codec)}).`,
  DOLBY_VISION_ONLY: ({ profile }) =>
    `The video is Dolby Vision profile ${profile}, whose colors only Dolby Vision decoders can show.`,
  VIDEO_SIZE_UNKNOWN: ({ codec }) =>
    `The file doesn't contain the size of its frames (codec ${codecName(codec)}), so its beginning may be missing.`,
  FRAMES_TOO_LARGE: ({ width, height }) =>
    `The frames are ${width}×${height} pixels; this server accepts up to 36 megapixels.`,
  TOO_LONG: ({ durationMs, maxMs }) =>
    `The file lasts ${clockTime(durationMs)}; this server accepts up to ${clockTime(maxMs)}.`,
  FORMAT_UNSUPPORTED: ({ format }) =>
    `The file's format (${containerName(format)}) isn't supported. Common formats such as MP4, MOV, Matroska, AVI, MPEG-TS, WAV, FLAC and MP3 are.`,
  NO_STREAMS: () => 'The file contains no video or audio tracks.',
  NO_VIDEO_OR_AUDIO: ({ container, codecs = [] }) =>
    `The file (${containing(container, [...new Set(codecs.map(codecName))], ', ')}) has tracks, but none is video or audio that can be decoded.`,
  NO_FRAMES: () => 'The video track contains no frames.',
  VIDEO_CUT_SHORT: ({ declaredMs, foundMs }) =>
    `The file is incomplete: its video should last ${clockTime(declaredMs)}, but ends after ${clockTime(foundMs)}.`,
  FRAME_TIMES_WRONG: () => "The video's timestamps are wrong: they contain gaps of several hours.",
  TIMES_START_OVER: () =>
    'The timestamps in the file start over, probably because several recordings were joined without an editor.',
  VIDEO_UNDECODABLE: ({ afterMs, frames, expected }) =>
    frames === undefined
      ? `The video can't be decoded${afterMs === 0 ? '' : ` after ${clockTime(afterMs)}`}.`
      : `The video can't be decoded after ${clockTime(afterMs)}: in the section that begins there, only ${frames} of ${expected} frames are intact.`,
  AUDIO_UNDECODABLE: ({ track }) => `Audio track ${track} contains no audio that can be decoded.`,
  AUDIO_MOSTLY_LOST: ({ intactMs, totalMs }) =>
    `Most of the audio can't be decoded: only ${spanTime(intactMs)} of ${spanTime(totalMs)} are intact.`,
  AUDIO_TOO_LONG: ({ track }) =>
    `The timestamps of audio track ${track} are wrong: they continue long after the end of the file.`,
  INDEX_MISSING: () =>
    'The file is incomplete: its index is missing, probably because recording, copying or uploading it was interrupted.',
  TOO_LARGE_FOR_CACHE: ({ sizeBytes, cacheBytes }) =>
    `The file is ${gigabytes(sizeBytes)}, but the workers' cache is limited to ${gigabytes(cacheBytes)}.`,
  QUOTA: excessText,
  CHECK_FAILED: ({ check }) => `A check of the output failed (${check}).`,
  FILE_CONTAINS: ({ container, video, audio }) =>
    `The cause may be the file's format: ${containing(container, [video, audio], ' and ')}.`,
};

/** The reason in a sentence. */
export const failureReasonText = <Code extends FailureReasonCode>(
  reason: Extract<FailureReason, { code: Code }>,
): string => (TEXTS[reason.code] as (found: FailureReason) => string)(reason);

/** Rows of a later release can hold codes that this one doesn't know. */
export const isFailureReason = (value: unknown): value is FailureReason =>
  typeof value === 'object' && value !== null && 'code' in value && Object.hasOwn(TEXTS, String(value.code));

/**
 * The error as uploaders read it. A reason replaces what the general text says about a source, and is added to what it says about other
 * failures. The text always ends with the next step.
 */
export const failureMessage = (code: ErrorCode, reason?: unknown): string => {
  const { text } = ERRORS[code];
  if (!isFailureReason(reason)) return text;
  const [first = '', ...next] = text.split(/(?<=\.) (?=[A-Z])/);
  const isAboutFile = code.startsWith('SOURCE_');
  return [...(isAboutFile ? [] : [first]), failureReasonText(reason), ...next].join(' ');
};

/** What a file contains. The container by ffmpeg's name, which the text replaces. */
export const contentsOf = (probe: Pick<SourceProbe, 'container' | 'upload' | 'video' | 'audios'>): FailureReason => {
  const { container, videoCodec, audioCodec } = uploadFormat(probe);
  const [name = container] = container.split(',');
  const { video } = probe;
  const [audio] = probe.audios;
  const details =
    video && [video.profile, video.pixelFormat, `${video.codedWidth}×${video.codedHeight}`].filter(Boolean);
  return {
    code: 'FILE_CONTAINS',
    container: name,
    ...(video && { video: `${codecName(videoCodec ?? video.codec)} video (${details?.join(', ')})` }),
    ...(audio && {
      audio: `${codecName(audioCodec ?? audio.codec)} audio (${countOf(audio.channels, 'channel')}, ${audio.sampleRateHz} Hz)`,
    }),
  };
};
