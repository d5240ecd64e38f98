import { AppError } from '@media/core';
import type { Cue } from './cue.js';

/** The part of the cues between zero and the end of the video. */
export const clipCues = (cues: readonly Cue[], durationMs: number): Cue[] =>
  cues
    .map((cue) => ({ ...cue, startMs: Math.max(0, cue.startMs), endMs: Math.min(durationMs, cue.endMs) }))
    .filter(({ startMs, endMs }) => startMs < endMs);

/** https://www.w3.org/TR/webvtt1/ */
export const writeWebvtt = (cues: readonly Cue[]): string =>
  ['WEBVTT', ...cues.map((cue) => `${timing(cue)}\n${cue.text}`)].join('\n\n').concat('\n');

const timing = ({ startMs, endMs, top }: Cue): string =>
  `${timestamp(startMs)} --> ${timestamp(endMs)}${top ? ' line:0' : ''}`;

const timestamp = (ms: number): string => {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const rest = String(ms % 1000).padStart(3, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${rest}`;
};

const TIMING = /^(\d{2,}):(\d\d):(\d\d)\.(\d{3}) --> (\d{2,}):(\d\d):(\d\d)\.(\d{3})( line:0)?$/;
const CUE_TEXT = /^(?:[^&<>]|&(?:amp|lt|gt);|<\/?[biu]>)+$/;

/**
 * Reads what `writeWebvtt` wrote, to verify a file.
 * @throws AppError OUTPUT_WRONG for anything else, or for a cue that isn't in order or ends after the video
 */
export const parseWebvtt = (bytes: Uint8Array, durationMs: number): Cue[] => {
  const [header, ...blocks] = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trimEnd().split('\n\n');
  if (header !== 'WEBVTT') throw new AppError('OUTPUT_WRONG', { reason: 'WebVTT header', header });
  let lastMs = 0;
  return blocks.map((block, index) => {
    const [line = '', ...lines] = block.split('\n');
    const found = TIMING.exec(line);
    const times = found?.slice(1, 9).map(Number) ?? [];
    const [startMs, endMs] = [millisecondsOf(times.slice(0, 4)), millisecondsOf(times.slice(4))];
    const text = lines.join('\n');
    if (!found || startMs < lastMs || endMs <= startMs || endMs > durationMs || !CUE_TEXT.test(text))
      throw new AppError('OUTPUT_WRONG', { reason: 'WebVTT cue', index, line });
    lastMs = startMs;
    return { startMs, endMs, text, top: found[9] !== undefined };
  });
};

const millisecondsOf = ([hours = 0, minutes = 0, seconds = 0, ms = 0]: number[]): number =>
  ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
