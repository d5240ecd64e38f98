import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type ErrorCode, type Plan, type TextTrack } from '@media/core';
import { type Cue, clipCues, decodeText, isInWindow, readAss, textArgs, textWindows } from '@media/media';
import { streamLimit } from '../memory/memory-limit.js';
import type { StepContext } from '../run-task/step.js';

export type ConvertedText = {
  track: TextTrack;
  /** None if the track is damaged or far too long, or has no text inside the video. */
  cues: Cue[];
  isDamaged: boolean;
  /** Whether the text wasn't valid UTF-8. */
  isGuessed: boolean;
};

type Context = Pick<StepContext<'text'>, 'ffmpeg' | 'task' | 'workDir'>;
type Texts = Pick<Plan, 'texts' | 'durationMs'>;

/** Reads the cues of text tracks in one pass over the source or, if that fails, one by one. */
export const convertTexts = async (context: Context, input: string, plan: Texts): Promise<ConvertedText[]> => {
  try {
    return await readTexts(context, input, plan);
  } catch (error) {
    if (!isOfSource(error)) throw error;
    const [track] = plan.texts;
    if (track && plan.texts.length === 1) return [{ track, cues: [], isDamaged: true, isGuessed: false }];
    const found: ConvertedText[] = [];
    for (const one of plan.texts) found.push(...(await convertTexts(context, input, { ...plan, texts: [one] })));
    return found;
  }
};

const SOURCE_FAULTS = new Set<ErrorCode>(['SOURCE_DAMAGED', 'SOURCE_NOT_MEDIA', 'ENCODER_CRASHED']);
const isOfSource = (error: unknown): boolean => error instanceof AppError && SOURCE_FAULTS.has(error.code);

const readTexts = async (context: Context, input: string, plan: Texts): Promise<ConvertedText[]> => {
  const found = plan.texts.map((track): ConvertedText => ({ track, cues: [], isDamaged: false, isGuessed: false }));
  for (const windowSeconds of textWindows(plan.durationMs)) {
    const outputs = plan.texts.map((track) => ({ track, output: join(context.workDir, `${track.name}.ass`) }));
    const argv = textArgs(input, outputs, windowSeconds);
    await context.ffmpeg(argv, { inputs: [input], limits: streamLimit(context.task), background: true });
    for (const [index, { output }] of outputs.entries()) {
      const text = found[index];
      if (text) await addCues(text, output, windowSeconds);
    }
  }
  return found.map((text) => ({ ...text, cues: clipCues(text.cues, plan.durationMs) }));
};

/** Far more than anyone reads in twelve hours, and small enough for the worker's memory. */
const MAX_BYTES = 32 * 1024 * 1024;

const addCues = async (found: ConvertedText, path: string, windowSeconds: number): Promise<void> => {
  if (found.isDamaged) return;
  if ((await stat(path)).size > MAX_BYTES) {
    found.cues = [];
    found.isDamaged = true;
    return;
  }
  const { text, isGuessed } = decodeText(await readFile(path));
  const cues = readAss(text, found.track.codec === 'ass' || found.track.codec === 'ssa');
  const offsetMs = windowSeconds * 1000;
  const own = cues.filter(({ startMs }) => isInWindow(startMs, windowSeconds === 0));
  found.cues.push(...own.map((cue) => ({ ...cue, startMs: cue.startMs + offsetMs, endMs: cue.endMs + offsetMs })));
  found.isGuessed ||= isGuessed;
};
