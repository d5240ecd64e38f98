import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type Clock, type Encoding, type ErrorCode } from '@media/core';
import {
  checkDecodedAudio,
  checkDecodedFrames,
  checkReferences,
  type DecodeInput,
  decodeArgs,
  parseFrameList,
} from '@media/media';
import type { Finding } from '../outputs/findings.js';
import type { StepContext } from '../run-task/step.js';
import type { LoadedExcerpt } from './read-excerpt.js';

export type DecodeContext = Encoding &
  Pick<StepContext, 'ffmpeg' | 'workDir'> & {
    clock: Clock | undefined;
    /** Chunks with frames lost in decoding the source, so frame spacing is irregular. */
    damaged: ReadonlySet<number>;
    /** A copied rendition has the decoding errors of its source. */
    isCopied(excerpt: LoadedExcerpt): boolean;
  };

/**
 * Decodes excerpts in one process. On an error, decodes each excerpt alone, then each segment. If the segments only fail
 * together, all of them are reported.
 */
export const decodeExcerpts = async (
  context: DecodeContext,
  excerpts: readonly LoadedExcerpt[],
): Promise<Finding[]> => {
  const wrong = excerpts.length > 0 ? await decodeTogether(context, excerpts) : undefined;
  if (!wrong) return [];
  const [excerpt] = excerpts;
  if (excerpts.length > 1 || !excerpt) return inTurn(excerpts, (one) => decodeExcerpts(context, [one]));
  const blame = (index: number): Finding => {
    const part = excerpt.parts[index];
    return {
      reason: wrong,
      ...(part && { taskId: part.object.taskId, key: part.object.key, offset: part.segment.offset }),
    };
  };
  if (excerpt.parts.length === 1) return [blame(0)];
  const alone = await inTurn(segmentsOf(excerpt), (one) => decodeExcerpts(context, [one]));
  return alone.length > 0 ? alone : excerpt.parts.map((_, index) => blame(index));
};

const inTurn = async (
  excerpts: readonly LoadedExcerpt[],
  check: (excerpt: LoadedExcerpt) => Promise<Finding[]>,
): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const excerpt of excerpts) findings.push(...(await check(excerpt)));
  return findings;
};

const segmentsOf = (excerpt: LoadedExcerpt): LoadedExcerpt[] =>
  excerpt.parts.map((part, index) => ({
    ...excerpt,
    parts: [part],
    bytes: excerpt.bytes.slice(index, index + 1),
    decoded: part.segment.samples,
  }));

/** Error codes that mean undecodable bytes; other errors have other causes. */
const UNDECODABLE: readonly ErrorCode[] = ['SOURCE_DAMAGED', 'SOURCE_NOT_MEDIA', 'SOURCE_TOO_LARGE_PICTURE'];

const decodeTogether = async (
  context: DecodeContext,
  excerpts: readonly LoadedExcerpt[],
): Promise<string | undefined> => {
  const inputs = excerpts.map((excerpt, index) => inputOf(context, excerpt, index));
  for (const [index, { path }] of inputs.entries()) {
    const excerpt = excerpts[index];
    if (excerpt) await writeFile(path, [excerpt.init, ...excerpt.bytes], { mode: 0o600 });
  }
  try {
    const { errorCount } = await context.ffmpeg(decodeArgs(inputs), {
      inputs: inputs.map(({ path }) => path),
    });
    if (errorCount > 0 && !excerpts.every(context.isCopied)) return 'does not decode without errors';
    for (const [index, excerpt] of excerpts.entries()) {
      const wrong = await checkList(context, excerpt, await readFile(inputs[index]?.list ?? '', 'utf8'));
      if (wrong) return wrong;
    }
    return undefined;
  } catch (error) {
    if (error instanceof AppError && UNDECODABLE.includes(error.code)) return 'does not decode';
    throw error;
  } finally {
    for (const { path, list } of inputs) await Promise.all([rm(path, { force: true }), rm(list, { force: true })]);
  }
};

const inputOf = ({ workDir, isCopied }: DecodeContext, excerpt: LoadedExcerpt, index: number): DecodeInput => ({
  kind: excerpt.track.kind,
  strict: excerpt.track.kind === 'video' && !isCopied(excerpt),
  path: join(workDir, `excerpt-${index}.mp4`),
  list: join(workDir, `excerpt-${index}.txt`),
  timescale: excerpt.parts[0]?.object.timescale ?? 1,
  frames: excerpt.decoded,
  ...(excerpt.referencesOnly && { referencesOnly: true }),
});

const checkList = (
  { clock, codec, damaged }: DecodeContext,
  excerpt: LoadedExcerpt,
  text: string,
): string | undefined => {
  const { track, parts, decoded } = excerpt;
  const list = parseFrameList(text);
  const segments = parts.map(({ segment }) => segment);
  if (track.kind === 'audio')
    return checkDecodedAudio(
      list,
      segments.reduce((sum, { duration }) => sum + duration, 0),
    );
  const isRegular = clock && clock.kind !== 'variable' && !parts.some(({ object }) => damaged.has(object.chunkIndex));
  const timescale = parts[0]?.object.timescale ?? 1;
  const frameTicks = isRegular ? (timescale * clock.tick.num) / clock.tick.den : undefined;
  if (excerpt.referencesOnly) return checkReferences(list, { codec, frames: decoded, frameTicks });
  return checkDecodedFrames(list, { segments, frames: decoded, frameTicks });
};
