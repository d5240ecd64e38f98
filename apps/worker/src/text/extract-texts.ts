import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type PublishedText, type SourceWarning, TEXT_CONTENT_TYPE, type TextTrack } from '@media/core';
import { setTexts } from '@media/database';
import { type Cue, FALLBACK_ENCODING, parseWebvtt, sumFileParts, WHOLE, writeWebvtt } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { planOf } from '../run-task/plan-of.js';
import type { Step, StepContext } from '../run-task/step.js';
import { type ConvertedText, convertTexts } from './convert-texts.js';

/** Converts the text tracks of the source to WebVTT. A track that can't be converted becomes a warning. */
export const extractTexts: Step<'text'> = async ({ sources }, context) => {
  const { task, signal } = context;
  await using source = await sources.open(workSource(task), { signal });
  const found = await convertTexts(context, source.path, planOf(task));
  const texts: PublishedText[] = [];
  for (const { track, cues } of found) if (cues.length > 0) texts.push(await store(context, track, cues));
  return {
    result: { texts, warnings: warningsOf(found) },
    publish: (tx, job) => setTexts(tx, job, texts),
  };
};

/** Reads the file back before it is stored. */
const store = async (context: StepContext<'text'>, track: TextTrack, cues: readonly Cue[]): Promise<PublishedText> => {
  const { name, label, kind, language, forced } = track;
  const path = join(context.workDir, `${name}.vtt`);
  await writeFile(path, writeWebvtt(cues));
  parseWebvtt(await readFile(path), planOf(context.task).durationMs);
  const [crc32 = 0] = await sumFileParts(path, [WHOLE]);
  const { key, sizeBytes } = await context.upload(`${name}.vtt`, path, TEXT_CONTENT_TYPE);
  return {
    ...{ name, label, kind, ...(language !== undefined && { language }) },
    ...{ default: track.default, forced, key, sizeBytes, crc32 },
  };
};

const warningsOf = (found: readonly ConvertedText[]): SourceWarning[] => {
  const leftOut = found
    .filter(({ cues }) => cues.length === 0)
    .map(({ track: { track, label, codec }, isDamaged }) => ({
      ...{ track, label, codec },
      reason: isDamaged ? ('damaged' as const) : ('empty' as const),
    }));
  const guessed = found
    .filter(({ cues, isGuessed }) => isGuessed && cues.length > 0)
    .map(({ track: { track, label } }) => ({ track, label }));
  return [
    ...(leftOut.length > 0 ? [{ code: 'SUBTITLES_LEFT_OUT' as const, tracks: leftOut }] : []),
    ...(guessed.length > 0
      ? [{ code: 'SUBTITLES_ENCODING_GUESSED' as const, tracks: guessed, encoding: FALLBACK_ENCODING }]
      : []),
  ];
};
