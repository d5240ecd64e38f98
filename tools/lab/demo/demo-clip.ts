import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const SECONDS = 10;

/**
 * ffmpeg argv for a clip like one from a camera: 720p with a counter, a beep every second, and the noise and high bitrate
 * of camera footage. The counter is part of `testsrc2`; `drawtext` would need a font. Pure.
 */
export const demoClipArgs = (path: string): string[] => [
  ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
  ...['-f', 'lavfi', '-i', `testsrc2=size=1280x720:rate=30:duration=${SECONDS},noise=alls=10:allf=t,format=yuv420p`],
  ...['-f', 'lavfi', '-i', `sine=frequency=330:beep_factor=4:sample_rate=48000:duration=${SECONDS}`],
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '16M', '-maxrate', '20M', '-bufsize', '32M'],
  ...['-c:a', 'aac', '-b:a', '192k', '-ac', '2', '-movflags', '+faststart', path],
];

export const makeDemoClip = async (path: string, ffmpeg: string, signal: AbortSignal): Promise<void> => {
  await run(ffmpeg, demoClipArgs(path), { signal });
};
