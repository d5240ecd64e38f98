import type { AudioStream, SourceProbe } from '@media/core';
import { collectSoundEnd, soundTailArgs } from './sound-end.js';

/** Runs ffprobe and hands on what it writes line by line. */
export type AudioProbe = (argv: string[], onLine: (line: string) => void) => Promise<unknown>;

/** Most audio ends with the file: only its tail is read then. */
const TAIL_SECONDS = 5;

/**
 * The audio streams of a source, each with the time at which its last packet ends. Containers know that of the longest stream at best.
 * A stream without packets near the end of the file is read from its start. `input`: the path of the source.
 */
export const findAudioEnds = async (
  probe: AudioProbe,
  input: string,
  { audios, startSeconds, durationMs }: Pick<SourceProbe, 'audios' | 'startSeconds' | 'durationMs'>,
): Promise<AudioStream[]> => {
  const endFrom = async (streamIndex: number, fromSeconds: number): Promise<number | undefined> => {
    const end = collectSoundEnd();
    await probe(soundTailArgs(input, streamIndex, fromSeconds), end.add);
    return end.seconds();
  };
  const tail = Math.max(startSeconds, startSeconds + durationMs / 1000 - TAIL_SECONDS);
  const found: AudioStream[] = [];
  for (const audio of audios) {
    const endSeconds = (await endFrom(audio.streamIndex, tail)) ?? (await endFrom(audio.streamIndex, startSeconds));
    found.push({ ...audio, ...(endSeconds !== undefined && { endSeconds }) });
  }
  return found;
};
