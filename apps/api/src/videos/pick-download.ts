import { AppError, bestMp4Name, type OutputId, renditionInName } from '@media/core';
import type { OutputRow } from '@media/database';

type StoredOutput = OutputRow & { key: string };

/** File extensions by content type. */
const EXTENSIONS: Record<string, string> = {
  'video/mp4': '.mp4',
  'audio/mp4': '.m4a',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
};

const isStored = (output: OutputRow): output is StoredOutput => output.key !== null;
// By name, not by size: copied source video can have fewer bytes than an encoded lower rendition.
const bestFirst = (a: OutputRow, b: OutputRow): number =>
  Number(b.name === bestMp4Name) - Number(a.name === bestMp4Name);

/** The best MP4, or the audio. */
export const bestDownload = (outputs: readonly OutputRow[]): StoredOutput | undefined => {
  const stored = outputs.filter(isStored);
  const ofKind = (kind: OutputRow['kind']) => stored.filter((output) => output.kind === kind).sort(bestFirst)[0];
  return ofKind('mp4') ?? ofKind('audio');
};

/** The requested output, or by default the best MP4, or the audio. @throws AppError OUTPUT_NOT_FOUND */
export const pickDownload = (outputs: readonly OutputRow[], id: OutputId | undefined): StoredOutput => {
  const picked = id === undefined ? bestDownload(outputs) : outputs.filter(isStored).find((output) => output.id === id);
  if (!picked) throw new AppError('OUTPUT_NOT_FOUND', { id });
  return picked;
};

/** The download name of an output: the title, plus the rendition for all MP4s except the best. */
export const downloadName = (title: string, { name, contentType }: OutputRow): string => {
  const rendition = renditionInName(name);
  return `${title.replace(/[/\\]/g, '_')}${rendition ? ` (${rendition})` : ''}${EXTENSIONS[contentType] ?? ''}`;
};
