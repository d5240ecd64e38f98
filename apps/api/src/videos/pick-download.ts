import { AppError, bestMp4Name, type OutputId, renditionInName } from '@media/core';
import type { OutputRow } from '@media/database';

type StoredOutput = OutputRow & { key: string };

/** By type of content; what a player or a person expects a file to be called. */
const EXTENSIONS: Record<string, string> = {
  'video/mp4': '.mp4',
  'audio/mp4': '.m4a',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
};

const isStored = (output: OutputRow): output is StoredOutput => output.key !== null;
// A copy of the source may have fewer bytes than a smaller rendition that was encoded: its name tells the best.
const bestFirst = (a: OutputRow, b: OutputRow): number =>
  Number(b.name === bestMp4Name) - Number(a.name === bestMp4Name);

/** The output that was asked for, else the best MP4, else the audio. @throws AppError OUTPUT_NOT_FOUND */
export const pickDownload = (outputs: readonly OutputRow[], id: OutputId | undefined): StoredOutput => {
  const stored = outputs.filter(isStored);
  const ofKind = (kind: OutputRow['kind']) => stored.filter((output) => output.kind === kind).sort(bestFirst)[0];
  const picked = id === undefined ? (ofKind('mp4') ?? ofKind('audio')) : stored.find((output) => output.id === id);
  if (!picked) throw new AppError('OUTPUT_NOT_FOUND', { id });
  return picked;
};

/** What the file is called on the disk of who downloads it: all but the best MP4 say how large their video is. */
export const downloadName = (title: string, { name, contentType }: OutputRow): string => {
  const rendition = renditionInName(name);
  return `${title.replace(/[/\\]/g, '_')}${rendition ? ` (${rendition})` : ''}${EXTENSIONS[contentType] ?? ''}`;
};
