import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile, MP4BoxBuffer } from 'mp4box';
import { numberFilters, parseNumbers, type Studio } from './numbered-clip.harness.js';
import type { Processed } from './process-clip.harness.js';

/** The visible content of a file: the number in every frame, and its presentation time in ticks. */
export type Shown = {
  numbers: number[];
  times: number[];
  timescale: number;
  /** Samples that don't follow the previous one without a gap, including across segment and chunk boundaries. */
  gaps: number;
};

/** The audible content of a file: the start of each beep, and the total duration, in seconds. */
export type Heard = { beeps: number[]; seconds: number };

export type Measured = { videos: Shown[]; audios: Heard[]; mp4: { video: Shown; audios: Heard[] } };

/**
 * Measures the HLS objects and the MP4 by their content: decodes numbers and beeps, ignoring edit lists, and places them on the timeline that a
 * third-party parser reads from the boxes.
 */
export const measure = async (studio: Studio, processed: Processed, bits?: number): Promise<Measured> => {
  const { videoFiles, audioFiles, mp4 = 'no MP4 was made' } = processed;
  const jobs = [
    ...videoFiles.map((path) => ({ path, kind: 'video' as const, index: 0 })),
    ...audioFiles.map((path) => ({ path, kind: 'audio' as const, index: 0 })),
    { path: mp4, kind: 'video' as const, index: 0 },
    ...audioFiles.map((_, index) => ({ path: mp4, kind: 'audio' as const, index })),
  ];
  const raws = await decode(studio, jobs, bits);
  const shown: Shown[] = [];
  const heard: Heard[] = [];
  for (const [at, job] of jobs.entries()) {
    const raw = raws[at] ?? Buffer.alloc(0);
    const track = (await readTracks(job.path)).filter(({ kind }) => kind === job.kind)[job.index];
    if (!track) throw new Error(`no ${job.kind} in ${job.path}`);
    if (job.kind === 'video') shown.push({ ...track, numbers: parseNumbers(raw, bits) });
    else heard.push(listen(raw, track));
  }
  const video = shown.pop();
  if (!video) throw new Error('no video in the MP4');
  return {
    videos: shown,
    audios: heard.slice(0, audioFiles.length),
    mp4: { video, audios: heard.slice(audioFiles.length) },
  };
};

type Job = { path: string; kind: 'video' | 'audio'; index: number };

/** Numbers as gray pixels, audio as samples. A single process, because starting one costs more than its work. */
const decode = async ({ runner, dir, signal }: Studio, jobs: readonly Job[], bits?: number): Promise<Buffer[]> => {
  const outputs = jobs.map((_, at) => join(dir, `decoded${at}`));
  const argv = jobs.flatMap(({ kind, index }, at) =>
    kind === 'video'
      ? [
          '-map',
          `${at}:v:0`,
          '-vf',
          numberFilters(bits),
          '-fps_mode',
          'passthrough',
          '-f',
          'rawvideo',
          `file:${outputs[at]}`,
        ]
      : ['-map', `${at}:a:${index}`, '-ac', '1', '-ar', String(SAMPLE_RATE_HZ), '-f', 's16le', `file:${outputs[at]}`],
  );
  const inputs = jobs.flatMap(({ path }) => ['-ignore_editlist', '1', '-i', `file:${path}`]);
  await runner.runFfmpeg([...inputs, ...argv], { workDir: dir, inputs: jobs.map(({ path }) => path), signal });
  return Promise.all(outputs.map((path) => readFile(path)));
};

type Track = { kind: string; timescale: number; times: number[]; gaps: number; delaySeconds: number };

/** Presentation times of the samples of every track, in order: composition times shifted by the edit list. */
const readTracks = async (path: string): Promise<Track[]> => {
  const file = createFile();
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(new Uint8Array(await readFile(path)).buffer, 0));
  file.flush();
  const info = file.getInfo();
  return info.tracks.map(({ id, type = '', timescale }) => {
    const edits = file.getTrackById(id).edts?.elst?.entries ?? [];
    const emptySeconds = edits
      .filter(({ media_time }) => media_time < 0)
      .reduce((sum, { segment_duration }) => sum + segment_duration / info.timescale, 0);
    const skipped = edits.find(({ media_time }) => media_time >= 0)?.media_time ?? 0;
    const shift = Math.round(emptySeconds * timescale) - skipped;
    const samples = file.getTrackSamplesInfo(id);
    const times = samples.map(({ cts }) => cts + shift).sort((a, b) => a - b);
    const gaps = samples.filter(({ dts, duration }, at) => dts + duration !== (samples[at + 1]?.dts ?? dts + duration));
    return { kind: type, timescale, times, gaps: gaps.length, delaySeconds: shift / timescale };
  });
};

/** Enough for a 1 kHz beep. Three hours take 170 MB. */
const SAMPLE_RATE_HZ = 8_000;
const SILENCE_SECONDS = 0.2;

const listen = (raw: Buffer, { delaySeconds }: Track): Heard => {
  const samples = new Int16Array(raw.buffer, raw.byteOffset, raw.length / 2);
  const peak = samples.reduce((max, sample) => Math.max(max, Math.abs(sample)), 0);
  const beeps: number[] = [];
  let loud = Number.NEGATIVE_INFINITY;
  // Not by entries(): three hours are 86 million samples.
  for (let at = 0; at < samples.length; at += 1) {
    if (Math.abs(samples[at] ?? 0) < 0.3 * peak) continue;
    if (at - loud > SILENCE_SECONDS * SAMPLE_RATE_HZ) beeps.push(at / SAMPLE_RATE_HZ + delaySeconds);
    loud = at;
  }
  return { beeps, seconds: samples.length / SAMPLE_RATE_HZ + delaySeconds };
};
