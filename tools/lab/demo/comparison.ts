import type { AudioStream, SourceProbe, VideoStream } from '@media/core';
import { formatBitrate, formatBytes, formatDuration } from './quantities.ts';

export type Probed = { name: string; probe: SourceProbe };

const NONE = '–';

const frameRate = ({ averageFrameRate: { num, den } }: VideoStream): string =>
  den > 0 && num > 0 ? `${Number((num / den).toFixed(2))} fps` : NONE;

const audioFormat = ({ codec, channels, sampleRateHz }: AudioStream): string =>
  `${codec}, ${channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`}, ${sampleRateHz / 1000} kHz`;

const ROWS: readonly [string, (probed: Probed) => string][] = [
  ['file', ({ name }) => name],
  ['size', ({ probe }) => formatBytes(probe.sizeBytes)],
  ['video', ({ probe: { video } }) => video?.codec ?? NONE],
  ['resolution', ({ probe: { video } }) => (video ? `${video.width} × ${video.height}` : NONE)],
  ['frame rate', ({ probe: { video } }) => (video ? frameRate(video) : NONE)],
  ['audio', ({ probe: { audios } }) => (audios[0] ? audioFormat(audios[0]) : NONE)],
  ['duration', ({ probe }) => formatDuration(probe.durationMs)],
  [
    'bitrate',
    ({ probe: { sizeBytes, durationMs } }) => (durationMs > 0 ? formatBitrate((sizeBytes * 8000) / durationMs) : NONE),
  ],
];

/** A table of both files and the size saved, as lines of text. Pure. */
export const comparison = (source: Probed, result: Probed): string[] => {
  const cells = [['', 'source', 'result'], ...ROWS.map(([title, read]) => [title, read(source), read(result)])];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('   ');
  return [lines[0] ?? '', rule, ...lines.slice(1), '', savedSentence(source.probe.sizeBytes, result.probe.sizeBytes)];
};

const savedSentence = (before: number, after: number): string => {
  const saved = Math.round(100 * (1 - after / before));
  if (saved === 0) return 'The result is the same size as the source.';
  return saved > 0 ? `Saved ${saved}% of the size.` : `The result is ${-saved}% larger than the source.`;
};
