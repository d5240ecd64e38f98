import type { VideoView } from '@media/sdk';
import { formatBytes } from '../../../format/format-bytes';
import { codecName } from './codec-name';
import { type Comparison, compareSize } from './compare-size';
import { averageBitrate, formatBitrate } from './format-bitrate';

type Output = VideoView['outputs'][number];
type Rendition = VideoView['renditions'][number];

/** One line of what came in or what came out of it. What is not known is absent, never guessed. */
export type ResultRow = {
  id: string;
  kind: 'source' | 'stream' | 'video' | 'sound' | 'picture';
  name: string;
  picture?: string;
  codecs?: string;
  bitrate?: string;
  size?: string;
  comparison?: Comparison;
  /** The output to download. */
  outputId?: string;
};

/** The source, then what was made of it: files by size of picture, and the stream as one. */
export const resultRows = (video: VideoView): ResultRow[] => [
  sourceRow(video),
  ...streamRows(video),
  ...video.outputs.flatMap((output) => fileRow(video, output)),
];

const dimensions = ({ width, height }: { width?: number; height?: number }): string | undefined =>
  width && height ? `${width}×${height}` : undefined;

/** A row without the facts that are not known. */
const row = (facts: { [Key in keyof ResultRow]?: ResultRow[Key] | undefined }): ResultRow =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as ResultRow;

const sourceRow = ({ source }: VideoView): ResultRow => {
  const { fileName, sizeBytes, durationMs, videoCodec, audioCodec } = source;
  const bitrateBps = averageBitrate(sizeBytes, durationMs);
  const codecs = [videoCodec, audioCodec].flatMap((codec) => (codec ? [codecName(codec)] : []));
  return row({
    ...{ id: 'source', kind: 'source', name: fileName, size: formatBytes(sizeBytes) },
    picture: dimensions(source),
    codecs: codecs.join(' + ') || undefined,
    bitrate: bitrateBps === undefined ? undefined : formatBitrate(bitrateBps),
  });
};

const streamRows = ({ outputs, renditions, source }: VideoView): ResultRow[] => {
  const formats = outputs.flatMap(({ kind }) => (kind === 'hls' || kind === 'dash' ? [kind.toUpperCase()] : []));
  if (formats.length === 0) return [];
  const made = renditions.filter((rendition) => rendition.status === 'ready');
  const rates = made.map(({ bitrateBps }) => bitrateBps);
  return [
    row({
      ...{ id: 'stream', kind: 'stream', name: `Stream for players (${[...new Set(formats)].join(', ')})` },
      picture: made.length > 0 ? made.map(({ name }) => name).join(', ') : undefined,
      codecs: codecsOf(made[0], source.audioCodec),
      bitrate: made.length > 0 ? rangeOf(rates) : undefined,
    }),
  ];
};

const rangeOf = (rates: readonly number[]): string => {
  const [least, most] = [formatBitrate(Math.min(...rates)), formatBitrate(Math.max(...rates))];
  return least === most ? least : `${least} to ${most}`;
};

const KINDS: Partial<Record<Output['kind'], ResultRow['kind']>> = { mp4: 'video', audio: 'sound', poster: 'picture' };

const fileRow = ({ source, renditions }: VideoView, output: Output): ResultRow[] => {
  const { id, name, sizeBytes } = output;
  const kind = KINDS[output.kind];
  if (!kind) return [];
  const rendition = kind === 'video' ? renditionOf(output, renditions) : undefined;
  const bitrateBps = kind === 'picture' || !sizeBytes ? undefined : averageBitrate(sizeBytes, source.durationMs);
  // The sound of a film is no smaller film, and a picture of it even less.
  const isAlike = kind === 'video' || (kind === 'sound' && source.videoCodec === undefined);
  return [
    row({
      ...{ id, kind, name, outputId: id },
      picture: rendition && dimensions(rendition),
      codecs: kind === 'sound' ? codecName('aac') : codecsOf(rendition, source.audioCodec),
      bitrate: bitrateBps === undefined ? undefined : formatBitrate(bitrateBps),
      size: sizeBytes === undefined ? undefined : formatBytes(sizeBytes),
      comparison: isAlike && sizeBytes !== undefined ? compareSize(source.sizeBytes, sizeBytes) : undefined,
    }),
  ];
};

/** All sound is made into AAC. */
const codecsOf = (rendition: Rendition | undefined, sourceAudio: string | undefined): string | undefined =>
  rendition && [codecName(rendition.videoCodec), ...(sourceAudio ? [codecName('aac')] : [])].join(' + ');

/** An MP4 names its rendition, `video-480p.mp4`; without one it is the best. */
const renditionOf = ({ name }: Output, renditions: readonly Rendition[]): Rendition | undefined => {
  const named = /^video-(.+)\.mp4$/.exec(name)?.[1];
  if (named !== undefined) return renditions.find((rendition) => rendition.name === named);
  return [...renditions].sort((a, b) => b.width * b.height - a.width * a.height)[0];
};
