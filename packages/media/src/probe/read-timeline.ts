import {
  type AudioStream,
  type CountedFrames,
  collectTimeline,
  countedTimeline,
  editsOnlyDelay,
  type FrameTimeline,
  fractionValue,
  mayLackOrder,
  needsCounting,
  type SourceProbe,
  spanSeconds,
  type VideoStream,
} from '@media/core';
import { IGNORE_EDITS } from '../argv/input-guards.js';
import { watchAudioGaps } from './audio-gaps.js';
import type { LineProbe } from './line-probe.js';
import { parsePacket, parseStreamPacket } from './parse-packet.js';
import { allPacketsArgs, firstFramesArgs, frameCountArgs, packetProbeArgs } from './probe-args.js';

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
  const onTime = (pts: number) => {
    if (durationMs > 0)
      onProgress(Math.min(1, ((pts * fractionValue(video.timeBase) - startSeconds) * 1000) / durationMs));
  };
  const { audios, timeline } = await readPackets(probe, input, { video, audios: source.audios }, onTime);
  const isCounted = needsCounting(video, timeline) || (await lacksOrder(probe, input, video, timeline));
  if (!isCounted) return { timeline, audios };
  return {
    timeline: countedTimeline(timeline, source, video, await countFrames(probe, input, video, timeline)),
    audios,
  };
};

type Tracks = { video: VideoStream; audios: readonly AudioStream[] };

/** All tracks in one pass. `onTime` gets the times of key frames, in ticks. */
const readPackets = async (
  probe: LineProbe,
  input: string,
  { video, audios }: Tracks,
  onTime: (pts: number) => void,
): Promise<Required<Read>> => {
  const tracks = watchAudioGaps(audios);
  const packets = collectTimeline(video.timeBase);
  await probe(allPacketsArgs(input), (line) => {
    const { streamIndex, seconds, packet } = parseStreamPacket(line);
    if (!packet) return;
    if (streamIndex !== video.streamIndex) {
      if (!packet.isDiscarded && seconds !== undefined) tracks.add(streamIndex, seconds);
      return;
    }
    packets.add(packet);
    if (packet.isKey && packet.pts !== undefined) onTime(packet.pts);
  });
  const found = { timeline: packets.finish(), audios: tracks.audios() };
  if (!endsEarly(found.timeline, video)) return found;
  const timeline = await readVideoAlone(probe, input, video);
  return timeline.storedCount > found.timeline.storedCount ? { ...found, timeline } : found;
};

const END_TOLERANCE_SECONDS = 0.5;

const endsEarly = (timeline: FrameTimeline, { durationMs }: VideoStream): boolean =>
  durationMs !== undefined && spanSeconds(timeline) < durationMs / 1000 - END_TOLERANCE_SECONDS;

/** In a fragmented MP4 that was cut off, reading ends with the first packet of any track that is missing. Encoding reads only the video. */
const readVideoAlone = async (probe: LineProbe, input: string, video: VideoStream): Promise<FrameTimeline> => {
  const packets = collectTimeline(video.timeBase);
  await probe(packetProbeArgs(input, video.streamIndex), (line) => {
    const packet = parsePacket(line);
    if (packet) packets.add(packet);
  });
  return packets.finish();
};

/** B-frames are between other frames in any group of pictures that has them. */
const FIRST_PACKETS = 100;

/** Whether decoded frames have times that go back, because the container has only those of decoding (MP4 without `ctts`). */
const lacksOrder = async (
  probe: LineProbe,
  input: string,
  video: VideoStream,
  timeline: FrameTimeline,
): Promise<boolean> => {
  if (!mayLackOrder(video, timeline)) return false;
  let latest = Number.NEGATIVE_INFINITY;
  let goesBack = false;
  await probe(firstFramesArgs(input, video.streamIndex, FIRST_PACKETS), (line) => {
    const [type, pts = ''] = line.split(',');
    const ticks = Number.parseInt(pts, 10);
    if (type !== 'video' || !Number.isSafeInteger(ticks)) return;
    goesBack ||= ticks < latest;
    latest = Math.max(latest, ticks);
  });
  return goesBack;
};

const countFrames = async (
  probe: LineProbe,
  input: string,
  video: VideoStream,
  timeline: FrameTimeline,
): Promise<CountedFrames> => {
  const options = editsOnlyDelay(video, timeline) ? IGNORE_EDITS : [];
  let count = 0;
  let isOrdered = true;
  let first: number | undefined;
  let last: CountedFrames['last'];
  await probe([...options, ...frameCountArgs(input, video.streamIndex)], (line) => {
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
