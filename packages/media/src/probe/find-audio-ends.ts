import { AppError, type AudioStream, type SourceProbe } from '@media/core';
import { audioTailArgs, collectAudioEnd } from './audio-end.js';

/** Runs ffprobe and hands on what it writes line by line. */
export type AudioProbe = (argv: string[], onLine: (line: string) => void) => Promise<unknown>;

/** Most audio ends with the file: only its tail is read then. */
const TAIL_SECONDS = 5;

/**
 * The audio streams of a source, each with the time at which its last packet ends. Containers know that of the longest stream at best.
 * A stream without packets near the end of the file is read from its start. One of a file so large that this takes too long has no end:
 * it is not padded. `input`: the path of the source.
 */
export const findAudioEnds = async (
  probe: AudioProbe,
  input: string,
  { audios, startSeconds, durationMs }: Pick<SourceProbe, 'audios' | 'startSeconds' | 'durationMs'>,
): Promise<AudioStream[]> => {
  const endFrom = async (streamIndex: number, fromSeconds: number): Promise<number | undefined> => {
    const end = collectAudioEnd();
    await probe(audioTailArgs(input, streamIndex, fromSeconds), end.add);
    return end.seconds();
  };
  const tail = Math.max(startSeconds, startSeconds + durationMs / 1000 - TAIL_SECONDS);
  const endOf = async ({ streamIndex }: AudioStream): Promise<number | undefined> => {
    const last = await endFrom(streamIndex, tail);
    // What a seek finds before the tail need not be the end, where times jump back.
    return last !== undefined && last >= tail ? last : endFrom(streamIndex, startSeconds).catch(unknownIfStalled);
  };
  const found: AudioStream[] = [];
  for (const audio of audios) {
    const endSeconds = await endOf(audio);
    found.push({ ...audio, ...(endSeconds !== undefined && { endSeconds }) });
  }
  return found;
};

/** Behind the last packet of a stream that ends early, ffprobe reads on in silence. */
const unknownIfStalled = (error: unknown): undefined => {
  if (error instanceof AppError && error.code === 'ENCODER_STALLED') return undefined;
  throw error;
};
