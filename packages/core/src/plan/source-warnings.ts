import { clockTime, codecName, spanTime } from '../display/index.js';
import type { LeftOutVideo, UnusableAudio } from './source-probe.js';

/**
 * Something about a source that was left out, repaired or guessed. Stored in plans and in results of tasks, so codes and fields are
 * never renamed. `track`: the position among the tracks of its kind, from 1.
 */
export type SourceWarning =
  /** The file doesn't say which speakers its channels are for. */
  | { code: 'AUDIO_LAYOUT_GUESSED'; track: number; channels: number }
  /** No audio track of a file with video can be used. */
  | { code: 'AUDIO_MISSING' }
  | ({ code: 'AUDIO_UNUSABLE' } & UnusableAudio)
  /** `lostMs`: how much couldn't be decoded. Absent if the file doesn't say how much there is. */
  | { code: 'AUDIO_LOST'; label: string; lostMs?: number }
  | { code: 'AUDIO_TRACKS_LEFT_OUT'; tracks: { track: number; label: string }[]; limit: number }
  /** `afterMs`: time in the video of the first restart. */
  | { code: 'TIME_RESTARTS'; times: number; afterMs: number }
  /**
   * `atLeast`: a fragmented MP4 that only declares how long the fragments in it should be, of which the last one is incomplete.
   * `damagedAfterMs`: where an MP3 file is damaged, in which audio after that comes earlier.
   */
  | { code: 'SOURCE_TRUNCATED'; declaredMs: number; presentMs: number; atLeast?: true; damagedAfterMs?: number }
  /** `afterMs`: time in the video of the last packet. `percent`: of the file, unread. */
  | { code: 'SOURCE_PARTLY_READ'; afterMs: number; percent: number }
  /** The first gaps in the middle of the file, in order, and how many there are. */
  | { code: 'SOURCE_GAPS'; gaps: SourceGap[]; count: number }
  /** Frames before the first key frame, and how long they would have been shown. */
  | { code: 'BEGINNING_LOST'; frames: number; lostMs: number }
  /** Of single packets, which got the times that they should have by the packets around them. */
  | { code: 'TIMES_REPAIRED'; packets: number }
  /** `afterMs`: how long the first part lasts. */
  | { code: 'TRACKS_JOINED'; afterMs: number }
  | { code: 'SUBTITLES_LEFT_OUT'; tracks: LeftOutText[] }
  | { code: 'SUBTITLES_ENCODING_GUESSED'; tracks: { track: number; label: string }[]; encoding: string }
  | { code: 'EMBEDDED_CAPTIONS_LEFT_OUT' }
  | { code: 'CHAPTERS_LEFT_OUT'; count: number; limit: number }
  /** `afterMs`: time in the video of the first of them, or of the start of the range that lacks it. */
  | { code: 'FRAMES_LOST'; frames: number; afterMs: number }
  /** By the names that people use, such as HLG. Frames with other colors were converted like those with `kept`. */
  | { code: 'COLORS_CHANGE'; kept: string; others: string[] }
  /** Frames that are shown with errors. Times in the video of the first and the last one. */
  | { code: 'VIDEO_DAMAGED'; frames: number; afterMs: number; untilMs: number }
  /** The first shape is the one in which everything is shown. */
  | { code: 'SHAPE_CHANGES'; shapes: { width: number; height: number }[] }
  /** Clockwise, not a right angle. */
  | { code: 'ROTATION_IGNORED'; degrees: number }
  | { code: 'VIDEO_TRACKS_LEFT_OUT'; tracks: LeftOutVideo[] };

/** Times in the video between which the file contains nothing of a kind. */
export type SourceGap = { fromMs: number; toMs: number; missing: 'video' | 'audio' | 'both' };

/** `codec`: FFmpeg's name. `reason`: pictures instead of text, an unknown format, no cue in the video, or data that can't be read. */
export type LeftOutText = {
  track: number;
  label: string;
  codec: string;
  reason: 'pictures' | 'format' | 'empty' | 'damaged';
};

export type WarningCode = SourceWarning['code'];

const sizeOf = (size?: { width: number; height: number }): string => (size ? `${size.width}×${size.height}` : '');

type Texts = { [Code in WarningCode]: (warning: Extract<SourceWarning, { code: Code }>) => string };

const UNUSABLE: Record<UnusableAudio['problem'], string> = {
  codec: "its codec can't be decoded",
  empty: 'it contains no audio',
  damaged: 'nothing in it can be decoded',
};

const WHY_LEFT_OUT: Record<LeftOutText['reason'], string> = {
  pictures: 'it consists of images instead of text',
  format: "its format isn't supported",
  empty: 'it contains no text',
  damaged: "it couldn't be read",
};

const leftOutText = ({ track, label, codec, reason }: LeftOutText): string =>
  `Subtitle track ${track} (${label}, ${codecName(codec)}) was left out because ${WHY_LEFT_OUT[reason]}.`;

const rangeText = (fromMs: number, toMs: number): string => {
  const [from, to] = [clockTime(fromMs), clockTime(toMs)];
  return from === to ? `at ${from}` : `between ${from} and ${to}`;
};

const MISSING: Record<SourceGap['missing'], string> = { video: 'video', audio: 'audio', both: 'video and audio' };
const MAX_NAMED_GAPS = 5;

const gapsText = (gaps: readonly SourceGap[], count: number): string => {
  const named = gaps
    .slice(0, MAX_NAMED_GAPS)
    .map(({ missing, fromMs, toMs }) => `${MISSING[missing]} ${rangeText(fromMs, toMs)}`);
  const consequences = [
    ...(gaps.some(({ missing }) => missing !== 'audio') ? ['the last frame before a gap is shown for longer'] : []),
    ...(gaps.some(({ missing }) => missing !== 'video') ? ['missing audio is silent'] : []),
  ].join(', and ');
  const more = count > named.length ? `, and ${count - named.length} more` : '';
  return `Parts of the file are missing: ${named.join(', ')}${more}. ${consequences.charAt(0).toUpperCase()}${consequences.slice(1)}.`;
};

const TEXTS: Texts = {
  AUDIO_LAYOUT_GUESSED: ({ track, channels }) =>
    `The file doesn't say which speakers the ${channels} channels of audio track ${track} are for, so they were guessed from the order of the channels.`,
  AUDIO_MISSING: () => "The video has no sound, because none of the file's audio tracks can be used.",
  AUDIO_UNUSABLE: ({ track, codec, language, problem }) =>
    `Audio track ${track} (${language === undefined ? '' : `${language}, `}${codecName(codec)}) was left out, because ${UNUSABLE[problem]}.`,
  AUDIO_LOST: ({ label, lostMs }) =>
    `The audio track "${label}" is damaged: ${lostMs === undefined ? 'some' : spanTime(lostMs)} of it couldn't be decoded and is silent.`,
  AUDIO_TRACKS_LEFT_OUT: ({ tracks, limit }) =>
    `Only ${limit} audio tracks were kept. Left out: ${tracks.map(({ track, label }) => `${label} (track ${track})`).join(', ')}.`,
  TIME_RESTARTS: ({ times, afterMs }) =>
    `The timestamps in the file start over ${times === 1 ? '' : `${times} times, first `}after ${clockTime(afterMs)}. The parts were joined in sequence.`,
  SOURCE_TRUNCATED: ({ declaredMs, presentMs, atLeast, damagedAfterMs }) =>
    damagedAfterMs === undefined
      ? `The file declares a duration of ${atLeast ? 'at least ' : ''}${spanTime(declaredMs)}, but ends after ${spanTime(presentMs)}. If it should be longer, check the original file.`
      : `The file declares a duration of ${spanTime(declaredMs)}, but only ${spanTime(presentMs)} of it can be read. It is damaged after ${clockTime(damagedAfterMs)}, and audio after that comes earlier than it should.`,
  SOURCE_PARTLY_READ: ({ afterMs, percent }) =>
    `The last ${percent}% of the file can't be read, so everything after ${clockTime(afterMs)} is missing. If several recordings were joined into this file, upload them one by one.`,
  SOURCE_GAPS: ({ gaps, count }) => gapsText(gaps, count),
  BEGINNING_LOST: ({ frames, lostMs }) =>
    `The file doesn't begin with a key frame, so ${frames === 1 ? 'its first frame' : `its first ${frames} frames`} (${spanTime(lostMs)}) can't be decoded and ${frames === 1 ? 'was' : 'were'} left out.`,
  TIMES_REPAIRED: ({ packets }) =>
    packets === 1
      ? 'A timestamp in the file was damaged. It was replaced by what the ones before and after it suggest.'
      : `${packets} timestamps in the file were damaged. They were replaced by what the ones before and after them suggest.`,
  TRACKS_JOINED: ({ afterMs }) =>
    `After ${clockTime(afterMs)}, the video continues in another track of the file. The parts were joined in sequence. A frame can be missing where they meet.`,
  SUBTITLES_LEFT_OUT: ({ tracks }) => tracks.map(leftOutText).join(' '),
  SUBTITLES_ENCODING_GUESSED: ({ tracks, encoding }) =>
    `Some subtitles aren't valid UTF-8. They were read as ${encoding}, so some characters can be wrong: ${tracks.map(({ track, label }) => `${label} (track ${track})`).join(', ')}.`,
  EMBEDDED_CAPTIONS_LEFT_OUT: () =>
    "The video contains closed captions inside its frames. They aren't available as a text track.",
  CHAPTERS_LEFT_OUT: ({ count, limit }) =>
    `Only ${limit} chapters were kept. ${count === 1 ? 'The last one was' : `The last ${count} were`} left out.`,
  FRAMES_LOST: ({ frames, afterMs }) =>
    `The file is damaged: ${frames === 1 ? "1 frame couldn't be decoded," : `${frames} frames couldn't be decoded, the first of them`} after ${clockTime(afterMs)}. The previous frame is shown for longer instead.`,
  COLORS_CHANGE: ({ kept, others }) =>
    `The colors change during the video: most frames are ${kept}, others are ${others.join(', ')}. All were converted like ${kept}, so the others look different from the original.`,
  VIDEO_DAMAGED: ({ frames, afterMs, untilMs }) =>
    `The file is damaged: parts of ${frames === 1 ? '1 frame' : `${frames} frames`} ${rangeText(afterMs, untilMs)} couldn't be decoded. The video can look distorted there and until the next key frame.`,
  SHAPE_CHANGES: ({ shapes: [main, ...others] }) =>
    `The frame size changes during the video: most frames are ${sizeOf(main)}, others are ${others.map(sizeOf).join(', ')}. The video keeps the shape of the most common size, with black bars around frames that don't fit it.`,
  ROTATION_IGNORED: ({ degrees }) =>
    `The file says that its video should be rotated by ${degrees}°. Only right angles are supported, so it isn't rotated.`,
  VIDEO_TRACKS_LEFT_OUT: ({ tracks }) =>
    `The file has several video tracks. Only one was kept, chosen by length and frame size. Left out: ${tracks.map(({ track, codec, width, height }) => `${codecName(codec)} at ${width}×${height} (track ${track})`).join(', ')}.`,
};

/** What each code means, for the API reference. */
export const WARNING_MEANINGS: Readonly<Record<WarningCode, string>> = {
  AUDIO_LAYOUT_GUESSED:
    "the file doesn't say which speakers its audio channels are for, so they were guessed from the order of the channels",
  AUDIO_MISSING: "none of the file's audio tracks can be used, so the video has no sound",
  AUDIO_UNUSABLE: "an audio track was left out because it is empty or damaged, or its codec can't be decoded",
  AUDIO_LOST: "part of an audio track couldn't be decoded and is silent",
  AUDIO_TRACKS_LEFT_OUT: 'the file has more audio tracks than are processed',
  TIME_RESTARTS: 'the timestamps in the file start over, for example because recordings were joined',
  SOURCE_TRUNCATED: 'the file is shorter than the duration that it declares',
  SOURCE_PARTLY_READ: "the end of the file can't be read",
  SOURCE_GAPS: 'video or audio is missing in the middle of the file',
  BEGINNING_LOST: 'the first frames were left out, because the key frame that they depend on is missing',
  TIMES_REPAIRED: 'single timestamps were damaged and have been replaced',
  TRACKS_JOINED: 'the video continues in another track, and both were joined',
  SUBTITLES_LEFT_OUT: 'the file has subtitles that are images, or that could not be converted',
  SUBTITLES_ENCODING_GUESSED: "some subtitles aren't valid UTF-8",
  EMBEDDED_CAPTIONS_LEFT_OUT: 'the video contains closed captions, which are not extracted',
  CHAPTERS_LEFT_OUT: 'the file has more chapters than are kept',
  FRAMES_LOST: "some frames couldn't be decoded",
  COLORS_CHANGE: 'the colors change during the video in a way that only fits some of its frames',
  VIDEO_DAMAGED: "parts of some frames couldn't be decoded, so the video can look distorted",
  SHAPE_CHANGES: 'the frame size, pixel aspect ratio or rotation changes during the video',
  ROTATION_IGNORED: 'the file declares a rotation that is not a right angle, which is ignored',
  VIDEO_TRACKS_LEFT_OUT: 'the file has several video tracks, and only one is processed',
};

export const WARNING_CODES = Object.keys(TEXTS) as WarningCode[];

/** The warning in a sentence or two, for uploaders. */
export const warningText = <Code extends WarningCode>(warning: Extract<SourceWarning, { code: Code }>): string =>
  (TEXTS[warning.code] as (found: SourceWarning) => string)(warning);

/** Rows of a later release can hold codes that this one doesn't know. */
export const isKnownWarning = (stored: { code: string }): stored is SourceWarning => Object.hasOwn(TEXTS, stored.code);
