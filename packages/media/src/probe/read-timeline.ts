import {
  type AudioStream,
  type CountedFrames,
  collectTimeline,
  countedTimeline,
  type FrameTimeline,
  fractionValue,
  needsCounting,
  type SourceProbe,
  type VideoStream,
} from '@media/core';
import { watchAudioGaps } from './audio-gaps.js';
import type { LineProbe } from './line-probe.js';
import { parseStreamPacket } from './parse-packet.js';
import { allPacketsArgs, frameCountArgs } from './probe-args.js';

type Read = {
  /** Undefined for an audio file. */
  timeline?: FrameTimeline;
  /** With the gaps of each track, if there is video. */
  audios: AudioStream[];
};

/**
 * The presentation time of every video frame, and gaps in audio, from ffprobe's packets. If frames have no usable times, all are decoded once to
 * count them. `onProgress` gets a share from 0 to 1.
 */
export const readTimeline = async (
  probe: LineProbe,
  input: string,
  source: Pick<SourceProbe, 'video' | 'audios' | 'durationMs' | 'startSeconds'>,
  onProgress: (share: number) => void = () => undefined,
): Promise<Read> => {
  const { video, durationMs, startSeconds } = source;
  if (!video) return { audios: source.audios };
  const tracks = watchAudioGaps(source.audios);
  const packets = collectTimeline(video.timeBase);
  const shareAt = (pts: number) => ((pts * fractionValue(video.timeBase) - startSeconds) * 1000) / durationMs;
  await probe(allPacketsArgs(input), (line) => {
    const { streamIndex, seconds, packet } = parseStreamPacket(line);
    if (!packet) return;
    if (streamIndex !== video.streamIndex) {
      if (!packet.isDiscarded && seconds !== undefined) tracks.add(streamIndex, seconds);
      return;
    }
    packets.add(packet);
    if (packet.isKey && packet.pts !== undefined && durationMs > 0) onProgress(Math.min(1, shareAt(packet.pts)));
  });
  const timeline = packets.finish();
  const audios = tracks.audios();
  if (!needsCounting(video, timeline)) return { timeline, audios };
  return { timeline: countedTimeline(timeline, source, video, await countFrames(probe, input, video)), audios };
};

const countFrames = async (probe: LineProbe, input: string, { streamIndex }: VideoStream): Promise<CountedFrames> => {
  let count = 0;
  let isOrdered = true;
  let first: number | undefined;
  let last: CountedFrames['last'];
  await probe(frameCountArgs(input, streamIndex), (line) => {
    const [type, time = ''] = line.split(',');
    if (type !== 'video') return;
    const ticks = Number.parseInt(time, 10);
    if (count === 0) first = ticks;
    // Frames that the decoder holds back until the end have no time.
    if (first !== undefined && Number.isSafeInteger(ticks - first) && count > 0) {
      isOrdered &&= ticks - first > (last?.ticks ?? 0);
      last = { index: count, ticks: ticks - first };
    }
    count += 1;
  });
  return { count, ...(isOrdered && last && { last }) };
};
