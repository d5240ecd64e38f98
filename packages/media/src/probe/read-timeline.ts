import {
  type CountedFrames,
  collectTimeline,
  countedTimeline,
  type FrameTimeline,
  fractionValue,
  needsCounting,
  type SourceProbe,
  type VideoStream,
} from '@media/core';
import type { LineProbe } from './line-probe.js';
import { parsePacket } from './parse-packet.js';
import { frameCountArgs, packetProbeArgs } from './probe-args.js';

/**
 * The presentation time of every video frame, from ffprobe's packets; undefined for an audio file. If they have no usable times, all frames
 * are decoded once to count them. `onProgress` gets a share from 0 to 1.
 */
export const readTimeline = async (
  probe: LineProbe,
  input: string,
  source: Pick<SourceProbe, 'video' | 'durationMs' | 'startSeconds'>,
  onProgress: (share: number) => void = () => undefined,
): Promise<FrameTimeline | undefined> => {
  const { video, durationMs, startSeconds } = source;
  if (!video) return undefined;
  const packets = collectTimeline(video.timeBase);
  const shareAt = (pts: number) => ((pts * fractionValue(video.timeBase) - startSeconds) * 1000) / durationMs;
  await probe(packetProbeArgs(input, video.streamIndex), (line) => {
    const packet = parsePacket(line);
    if (!packet) return;
    packets.add(packet);
    if (packet.isKey && packet.pts !== undefined && durationMs > 0) onProgress(Math.min(1, shareAt(packet.pts)));
  });
  const timeline = packets.finish();
  if (!needsCounting(video, timeline)) return timeline;
  return countedTimeline(timeline, source, video, await countFrames(probe, input, video));
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
