import { collectTimeline, type FrameTimeline, type SourceProbe } from '@media/core';
import { packetProbeArgs, parsePacket } from '@media/media';
import type { StepContext } from '../run-task/step.js';

/** The presentation time of every video frame, from ffprobe's packets. Undefined for an audio file. */
export const readTimeline = async (
  { ffprobe, progress }: Pick<StepContext, 'ffprobe' | 'progress'>,
  path: string,
  { video, durationMs }: SourceProbe,
): Promise<FrameTimeline | undefined> => {
  if (!video) return undefined;
  const timeline = collectTimeline(video.timeBase);
  const totalTicks = (durationMs / 1000) * (video.timeBase.den / video.timeBase.num);
  const onLine = (line: string) => {
    const packet = parsePacket(line);
    if (!packet) return;
    timeline.add(packet);
    if (packet.isKey && packet.pts !== undefined && totalTicks > 0) progress(packet.pts / totalTicks);
  };
  await ffprobe(packetProbeArgs(path, video.streamIndex), { inputs: [path], onLine });
  return timeline.finish();
};
