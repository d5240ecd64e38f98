import { collectTimeline, type FrameTimeline, type SourceProbe } from '@media/core';

const FRAME_RATE = { num: 25, den: 1 };
const TICKS_PER_FRAME = 3600;
const FRAMES_PER_GROUP = 50;

/** The probe of an ordinary 1080p video of this length. */
export const simulatedProbe = (seconds: number): SourceProbe => ({
  ...{ container: 'mov,mp4,m4a,3gp,3g2,mj2', durationMs: seconds * 1000, sizeBytes: seconds * 625_000 },
  ...{ startSeconds: 0, seekable: true },
  video: {
    // HEVC, so that it is encoded and never copied.
    ...{ streamIndex: 0, codec: 'hevc', pixelFormat: 'yuv420p', bitDepth: 8, rotation: 0 },
    ...{ codedWidth: 1920, codedHeight: 1080, width: 1920, height: 1080, sampleAspectRatio: { num: 1, den: 1 } },
    ...{ frameRate: FRAME_RATE, averageFrameRate: FRAME_RATE, timeBase: { num: 1, den: 90_000 }, interlaced: false },
  },
  audios: [{ streamIndex: 1, codec: 'aac', channels: 2, sampleRateHz: 48_000, default: true, startSeconds: 0 }],
});

/** 25 frames per second, a key frame every two seconds. */
export const simulatedTimeline = (seconds: number): FrameTimeline => {
  const timeline = collectTimeline({ num: 1, den: 90_000 });
  for (let frame = 0; frame < seconds * FRAME_RATE.num; frame += 1) {
    const isKey = frame % FRAMES_PER_GROUP === 0;
    timeline.add({ pts: frame * TICKS_PER_FRAME, durationTicks: TICKS_PER_FRAME, isKey, isDiscarded: false });
  }
  return timeline.finish();
};
