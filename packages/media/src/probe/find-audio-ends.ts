import { AppError, type AudioStream, type FailureReason, type SourceProbe, type TimeGap } from '@media/core';
import { audioFrameArgs, audioTailArgs, collectAudioEnd } from './audio-end.js';
import { withGaps } from './audio-gaps.js';
import type { LineProbe } from './line-probe.js';

/** Most audio ends with the file, so reading the tail is usually enough. */
const TAIL_SECONDS = 5;

/**
 * The audio streams of a source with the end of their last packets; containers declare at best the end of the longest stream. A stream
 * without packets near the end of the file is read from its start. If that takes too long, its end stays unknown, and it isn't padded.
 * Audio alone is always read from its start, which also finds its gaps: after a seek in a WAV file with a wrong bitrate, times are wrong. `input`: the path of the source.
 * @throws AppError SOURCE_UNSUPPORTED if stored times of audio alone start over; those of video are checked with its frames
 */
export const findAudioEnds = async (
  probe: LineProbe,
  input: string,
  { audios, startSeconds, durationMs, video, seekable }: Omit<SourceProbe, 'container' | 'sizeBytes'>,
): Promise<AudioStream[]> => {
  const isAlone = !video;
  const gaps = new Map<number, TimeGap[]>();
  const endFrom = async (audio: AudioStream, fromSeconds: number): Promise<number | undefined> => {
    const end = collectAudioEnd();
    await probe(audioTailArgs(input, audio.streamIndex, fromSeconds), end.add);
    if (isAlone && seekable && end.startsOver())
      throw new AppError('SOURCE_UNSUPPORTED', { reason: { code: 'TIMES_START_OVER' } satisfies FailureReason });
    if (isAlone) gaps.set(audio.streamIndex, end.gaps());
    const last = end.seconds();
    return last === undefined || end.isExact() || !seekable ? last : decodedEnd(probe, input, audio, last);
  };
  const tail = Math.max(startSeconds, startSeconds + durationMs / 1000 - TAIL_SECONDS);
  const endOf = async (audio: AudioStream): Promise<number | undefined> => {
    const last = isAlone ? undefined : await endFrom(audio, tail);
    // If times jump back, a packet that a seek finds before the tail isn't necessarily the last one.
    return last !== undefined && last >= tail ? last : endFrom(audio, startSeconds).catch(unknownIfStalled);
  };
  const found: AudioStream[] = [];
  for (const audio of audios) {
    const endSeconds = await endOf(audio);
    found.push(withGaps({ ...audio, ...(endSeconds !== undefined && { endSeconds }) }, gaps.get(audio.streamIndex)));
  }
  return found;
};

/**
 * The end of a last packet without a duration, such as those of WavPack and ALAC in Matroska, which can last a second. If it can't be
 * decoded, its start.
 */
const decodedEnd = async (
  probe: LineProbe,
  input: string,
  { streamIndex, sampleRateHz }: AudioStream,
  startSeconds: number,
): Promise<number> => {
  let end = startSeconds;
  const onLine = (line: string): void => {
    const [pts = '', samples = ''] = line.split(',');
    const seconds = Number.parseFloat(pts) + Number.parseInt(samples, 10) / sampleRateHz;
    if (seconds > end) end = seconds;
  };
  await probe(audioFrameArgs(input, streamIndex, startSeconds), onLine).catch(unknownIfStalled);
  return end;
};

/** After the last packet of a stream that ends early, ffprobe continues reading without output. */
const unknownIfStalled = (error: unknown): undefined => {
  if (error instanceof AppError && error.code === 'ENCODER_STALLED') return undefined;
  throw error;
};
