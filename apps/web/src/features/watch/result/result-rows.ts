import { codecName, formatBytes } from '@media/core/display';
import type { VideoView } from '@media/sdk';
import { type Comparison, compareSize } from './compare-size';
import { averageBitrate, formatBitrate } from './format-bitrate';

type Output = VideoView['outputs'][number];
type Rendition = VideoView['renditions'][number];

/** The source, the stream or an output. Unknown facts are absent. */
export type ResultRow = {
  id: string;
  kind: 'source' | 'stream' | 'video' | 'audio' | 'image';
  name: string;
  resolution?: string;
  codecs?: string;
  bitrate?: string;
  size?: string;
  comparison?: Comparison;
  /** The output to download. */
  outputId?: string;
};

/** The source, the stream as one row, then a row for each file. */
export const resultRows = (video: VideoView): ResultRow[] => [
  sourceRow(video),
  ...streamRows(video),
  ...video.outputs.flatMap((output) => fileRow(video, output)),
];

const dimensions = ({ width, height }: { width?: number; height?: number }): string | undefined =>
  width && height ? `${width}×${height}` : undefined;

/** Drops unknown facts. */
const row = (facts: { [Key in keyof ResultRow]?: ResultRow[Key] | undefined }): ResultRow =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as ResultRow;

const sourceRow = ({ source }: VideoView): ResultRow => {
  const { fileName, sizeBytes, durationMs, videoCodec, audioCodec } = source;
  const bitrateBps = averageBitrate(sizeBytes, durationMs);
  const codecs = [videoCodec, audioCodec].flatMap((codec) => (codec ? [codecName(codec)] : []));
  return row({
    ...{ id: 'source', kind: 'source', name: fileName, size: formatBytes(sizeBytes) },
    resolution: dimensions(source),
    codecs: codecs.join(' + ') || undefined,
    bitrate: bitrateBps === undefined ? undefined : formatBitrate(bitrateBps),
  });
};

const streamRows = ({ outputs, renditions, source }: VideoView): ResultRow[] => {
  const formats = outputs.flatMap(({ kind }) => (kind === 'hls' || kind === 'dash' ? [kind.toUpperCase()] : []));
  if (formats.length === 0) return [];
  const ready = renditions.filter((rendition) => rendition.status === 'ready');
  const rates = ready.map(({ bitrateBps }) => bitrateBps);
  return [
    row({
      ...{ id: 'stream', kind: 'stream', name: `Adaptive stream (${[...new Set(formats)].join(', ')})` },
      resolution: ready.length > 0 ? ready.map(({ name }) => name).join(', ') : undefined,
      codecs: codecsOf(ready[0], source.audioCodec),
      bitrate: ready.length > 0 ? rangeOf(rates) : undefined,
    }),
  ];
};

const rangeOf = (rates: readonly number[]): string => {
  const [min, max] = [formatBitrate(Math.min(...rates)), formatBitrate(Math.max(...rates))];
  return min === max ? min : `${min} to ${max}`;
};

const KINDS: Partial<Record<Output['kind'], ResultRow['kind']>> = { mp4: 'video', audio: 'audio', poster: 'image' };

const fileRow = ({ source, renditions }: VideoView, output: Output): ResultRow[] => {
  const { id, name, sizeBytes } = output;
  const kind = KINDS[output.kind];
  if (!kind) return [];
  const rendition = kind === 'video' ? renditionOf(output, renditions) : undefined;
  const bitrateBps = kind === 'image' || !sizeBytes ? undefined : averageBitrate(sizeBytes, source.durationMs);
  // Audio extracted from a video doesn't compare with the whole video, nor does an image.
  const isComparable = kind === 'video' || (kind === 'audio' && source.videoCodec === undefined);
  return [
    row({
      ...{ id, kind, name, outputId: id },
      resolution: rendition && dimensions(rendition),
      codecs: kind === 'audio' ? codecName('aac') : codecsOf(rendition, source.audioCodec),
      bitrate: bitrateBps === undefined ? undefined : formatBitrate(bitrateBps),
      size: sizeBytes === undefined ? undefined : formatBytes(sizeBytes),
      comparison: isComparable && sizeBytes !== undefined ? compareSize(source.sizeBytes, sizeBytes) : undefined,
    }),
  ];
};

/** All audio is encoded as AAC. */
const codecsOf = (rendition: Rendition | undefined, sourceAudio: string | undefined): string | undefined =>
  rendition && [codecName(rendition.videoCodec), ...(sourceAudio ? [codecName('aac')] : [])].join(' + ');

/** `video-480p.mp4` names its rendition; `video.mp4` has the highest resolution. */
const renditionOf = ({ name }: Output, renditions: readonly Rendition[]): Rendition | undefined => {
  const named = /^video-(.+)\.mp4$/.exec(name)?.[1];
  if (named !== undefined) return renditions.find((rendition) => rendition.name === named);
  return [...renditions].sort((a, b) => b.width * b.height - a.width * a.height)[0];
};
