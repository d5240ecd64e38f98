import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type Clock, type Encoding, type ErrorCode } from '@media/core';
import {
  checkDecodedPictures,
  checkDecodedSound,
  checkReferences,
  type DecodeInput,
  decodeArgs,
  parseFrameList,
} from '@media/media';
import type { Finding } from '../outputs/findings.js';
import type { StepContext } from '../run-task/step.js';
import type { ReadPiece } from './read-piece.js';

export type DecodeContext = Encoding &
  Pick<StepContext, 'ffmpeg' | 'workDir'> & {
    clock: Clock | undefined;
    /** Chunks of which the decoder of the source lost frames: theirs are spaced as they can be. */
    damaged: ReadonlySet<number>;
    /** A copied rendition has the errors that its source has. */
    isCopied(piece: ReadPiece): boolean;
  };

/**
 * Decodes pieces in one process. When something is wrong it is repeated for each alone, and then for each segment: what
 * makes no sense only together is the fault of all of them.
 */
export const decodePieces = async (context: DecodeContext, pieces: readonly ReadPiece[]): Promise<Finding[]> => {
  const wrong = pieces.length > 0 ? await decodeTogether(context, pieces) : undefined;
  if (!wrong) return [];
  const [piece] = pieces;
  if (pieces.length > 1 || !piece) return inTurn(pieces, (one) => decodePieces(context, [one]));
  const blame = (index: number): Finding => {
    const place = piece.places[index];
    return {
      reason: wrong,
      ...(place && { taskId: place.object.taskId, key: place.object.key, offset: place.segment.offset }),
    };
  };
  if (piece.places.length === 1) return [blame(0)];
  const alone = await inTurn(segmentsOf(piece), (one) => decodePieces(context, [one]));
  return alone.length > 0 ? alone : piece.places.map((_, index) => blame(index));
};

const inTurn = async (
  pieces: readonly ReadPiece[],
  look: (piece: ReadPiece) => Promise<Finding[]>,
): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const piece of pieces) findings.push(...(await look(piece)));
  return findings;
};

const segmentsOf = (piece: ReadPiece): ReadPiece[] =>
  piece.places.map((place, index) => ({
    ...piece,
    places: [place],
    bytes: piece.bytes.slice(index, index + 1),
    decoded: place.segment.samples,
  }));

/** What a decoder says of bytes that it cannot make anything of; other errors are not the bytes' fault. */
const UNDECODABLE: readonly ErrorCode[] = ['SOURCE_DAMAGED', 'SOURCE_NOT_MEDIA', 'SOURCE_TOO_LARGE_PICTURE'];

/** A decoder that hides what it could not read says so as a mere warning. Of single bits that changed, most show only here. */
const CONCEALED = /corrupt decoded frame/;

const decodeTogether = async (context: DecodeContext, pieces: readonly ReadPiece[]): Promise<string | undefined> => {
  const inputs = pieces.map((piece, index) => inputOf(context, piece, index));
  for (const [index, { path }] of inputs.entries()) {
    const piece = pieces[index];
    if (piece) await writeFile(path, [piece.init, ...piece.bytes], { mode: 0o600 });
  }
  try {
    const { errorCount, logTail } = await context.ffmpeg(decodeArgs(inputs), {
      inputs: inputs.map(({ path }) => path),
    });
    if ((errorCount > 0 || CONCEALED.test(logTail)) && !pieces.every(context.isCopied))
      return 'does not decode without errors';
    for (const [index, piece] of pieces.entries()) {
      const wrong = await checkList(context, piece, await readFile(inputs[index]?.list ?? '', 'utf8'));
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

const inputOf = ({ workDir, isCopied }: DecodeContext, piece: ReadPiece, index: number): DecodeInput => ({
  kind: piece.track.kind,
  strict: piece.track.kind === 'video' && !isCopied(piece),
  path: join(workDir, `piece-${index}.mp4`),
  list: join(workDir, `piece-${index}.txt`),
  timescale: piece.places[0]?.object.timescale ?? 1,
  frames: piece.decoded,
  ...(piece.referencesOnly && { referencesOnly: true }),
});

const checkList = ({ clock, codec, damaged }: DecodeContext, piece: ReadPiece, text: string): string | undefined => {
  const { track, places, decoded } = piece;
  const list = parseFrameList(text);
  const segments = places.map(({ segment }) => segment);
  if (track.kind === 'audio')
    return checkDecodedSound(
      list,
      segments.reduce((sum, { duration }) => sum + duration, 0),
    );
  const isRegular = clock && clock.kind !== 'variable' && !places.some(({ object }) => damaged.has(object.chunkIndex));
  const timescale = places[0]?.object.timescale ?? 1;
  const frameTicks = isRegular ? (timescale * clock.tick.num) / clock.tick.den : undefined;
  if (piece.referencesOnly) return checkReferences(list, { codec, frames: decoded, frameTicks });
  return checkDecodedPictures(list, { segments, frames: decoded, frameTicks });
};
