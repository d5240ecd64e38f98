import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { AudioTrack, Chunk, Plan, VideoPlan } from '@media/core';
import { chunkArgs } from '@media/media';

import type { Cost } from './cost.ts';

const FLAGS = ['-hide_banner', '-loglevel', 'info', '-benchmark', '-nostats', '-y'];

/** One ffmpeg per rendition, as many services do it: each decodes the source, the first also encodes the audio. */
export const runPerRendition = async (source: string, plan: Plan, dir: string): Promise<Cost> => {
  const total: Cost = { cpuSeconds: 0, wallSeconds: 0 };
  for (const [index, rendition] of (plan.video?.renditions ?? []).entries()) {
    const video = plan.video && { ...plan.video, renditions: [rendition] };
    const cost = await runBare(
      source,
      { ...plan, ...(video && { video }), audios: index === 0 ? plan.audios : [] },
      dir,
    );
    total.cpuSeconds += cost.cpuSeconds;
    total.wallSeconds += cost.wallSeconds;
  }
  return total;
};

/** The minimum for the same outputs: one ffmpeg on a local file, with one decode for all renditions and the audio. */
export const runBare = (source: string, plan: Plan, dir: string): Promise<Cost> =>
  runFfmpeg([], dir, (output) => bareArgs(source, plan, output));

/** Encodes one chunk on one processor. */
export const runBareChunk = (source: string, video: VideoPlan, chunk: Chunk, dir: string, processor: string) =>
  runFfmpeg(['taskset', '-c', processor], dir, (output) =>
    chunkArgs(source, video, chunk, output, { threads: 1, packetClock: 'track' }),
  );

const runFfmpeg = async (
  before: readonly string[],
  dir: string,
  toArgs: (output: string) => readonly string[],
): Promise<Cost> => {
  const output = await mkdtemp(join(dir, 'bare-'));
  const begin = performance.now();
  const [command = '', ...args] = [...before, 'ffmpeg', ...FLAGS, ...toArgs(output)];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const [log, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  const wallSeconds = (performance.now() - begin) / 1_000;
  await rm(output, { recursive: true });
  const times = /bench: utime=([\d.]+)s stime=([\d.]+)s/.exec(log);
  if (exitCode !== 0 || !times) throw new Error(`The plain ffmpeg failed:\n${log.slice(-2_000)}`);
  return { cpuSeconds: Number(times[1]) + Number(times[2]), wallSeconds };
};

const bareArgs = (source: string, { video, audios }: Plan, output: string): string[] => {
  if (!video) throw new Error('The clip has no video.');
  return [
    ...chunkArgs(source, video, wholeVideo(video), output, { threads: availableParallelism(), packetClock: 'track' }),
    ...audios.flatMap((track) => bareAudioArgs(track, output)),
  ];
};

/** Merges all chunks of a plan into one. */
const wholeVideo = ({ chunks, frameCount, durationMs }: VideoPlan): Chunk => ({
  index: 0,
  segmentStarts: chunks.flatMap(({ segmentStarts }) => segmentStarts),
  segmentFrames: chunks.flatMap(({ segmentFrames }) => segmentFrames),
  firstFrame: 0,
  expectedFrames: frameCount,
  startMs: 0,
  durationMs,
});

const bareAudioArgs = (
  { streamIndex, name, channels, bitrateBps, sampleRateHz }: AudioTrack,
  output: string,
): string[] => [
  ...['-map', `0:${streamIndex}`, '-ac', String(channels), '-ar', String(sampleRateHz)],
  ...['-c:a', 'aac', '-b:a', String(bitrateBps), `${output}/${name}.mp4`],
];
