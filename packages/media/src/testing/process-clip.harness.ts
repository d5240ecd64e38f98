import { appendFile, copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AudioTrack,
  encodedRenditions,
  type FrameTimeline,
  makePlan,
  type Plan,
  type PlanOptions,
  RECIPES,
  type Recipe,
  type Rendition,
  type SourceProbe,
  type SourceWarning,
  uploadFormat,
  type VideoPlan,
} from '@media/core';
import {
  audioArgs,
  chunkFile,
  createSampleCounter,
  encodeAndCheck,
  findAudioEnds,
  joinedFlacParts,
  type LineProbe,
  lacksPacketTimes,
  lastFrameOf,
  type MediaRunner,
  m4aArgs,
  type NormalizeRun,
  needsNormalizing,
  normalizeSource,
  type ParsedCmaf,
  paddingSeconds,
  parseCmafFile,
  posterArgs,
  previewArgs,
  probeFile,
  readTimeline,
  readTracks,
  remuxArgs,
  type SampleRun,
  sampleVideo,
  tryAudios,
  verifyAudio,
  videoStartArgs,
  writeLanguages,
} from '../index.js';
import { copyWhole } from './copy-whole.harness.js';
import { packetClockOf } from './packet-clock.harness.js';

export type Processed = {
  probe: SourceProbe;
  plan: Plan;
  /** Of the source's clock and the plan. */
  warnings: SourceWarning[];
  /** By rendition, by chunk. */
  chunks: ParsedCmaf[][];
  lostFrames: number;
  audios: ParsedCmaf[];
  timeline?: FrameTimeline;
  /** Each rendition as a player loads it: the init segment and the segments of every chunk in one file. */
  videoFiles: string[];
  audioFiles: string[];
  mp4?: string;
  m4a?: string;
  poster?: string;
  preview?: string;
};

type Context = { runner: MediaRunner; dir: string; signal: AbortSignal; threads?: number };

/** Processes a file with all steps in the order of the worker's tasks. */
export const processClip = async (
  runner: MediaRunner,
  input: string,
  dir: string,
  recipe: Recipe = RECIPES.stream,
  { seekable, threads = 2, ...options }: PlanOptions & { seekable?: boolean; threads?: number } = {},
): Promise<Processed> => {
  const context = { runner, dir, signal: new AbortController().signal, threads };
  await mkdir(dir, { recursive: true });
  const { probe: seen, source, warnings } = await probeSource(context, input);
  const used = { ...seen, seekable: seekable ?? seen.seekable };
  const sampled = recipe.video ? await withSample(context, source, used) : used;
  const { timeline, ...read } = recipe.video ? await probeFrames(context, source, sampled) : { audios: sampled.audios };
  const probe = { ...sampled, ...read };
  const plan = makePlan(probe, timeline, recipe, options);
  const { chunks, lostFrames } = plan.video
    ? await encodeChunks(context, source, plan.video)
    : { chunks: [], lostFrames: 0 };
  const audios: ParsedCmaf[] = [];
  for (const track of plan.audios) audios.push(await encodeAudio(context, source, track, plan));
  const videoFiles: string[] = [];
  for (const { name } of plan.video?.renditions ?? []) videoFiles.push(await concatenate(context, plan, name));
  const audioFiles = plan.audios.map((track) => audioPath(context, track));
  const outputs = await makeOutputs(context, source, { plan, chunks, videoFiles });
  const found = { probe, plan, warnings: [...warnings, ...plan.warnings], ...(timeline && { timeline }) };
  return { ...found, chunks, lostFrames, audios, videoFiles, audioFiles, ...outputs };
};

const audioPath = ({ dir }: Context, track: AudioTrack): string => join(dir, track.name, 'audio.mp4');

const folder = async ({ dir }: Context, name: string): Promise<string> => {
  const path = join(dir, name);
  await mkdir(path, { recursive: true });
  return path;
};

type Probed = { probe: SourceProbe; source: string; warnings: SourceWarning[] };

export const probeSource = async (context: Context, input: string): Promise<Probed> => {
  const workDir = await folder(context, 'source');
  const look = async (path: string, argv: string[] = []): Promise<SourceProbe> => {
    const options = { workDir, inputs: [path], signal: context.signal };
    const onEnds: LineProbe = (argv, onLine) => context.runner.runFfprobe(argv, { ...options, onLine });
    const seen = await probeFile((args, more) => context.runner.runFfprobe(args, { ...options, ...more }), path, argv);
    const probe = await tryAudios(onEnds, path, seen);
    return { ...probe, audios: await findAudioEnds(onEnds, path, probe) };
  };
  const seen = await look(input);
  const asItIs = { probe: seen, source: input, warnings: [] };
  if (!needsNormalizing(seen) && (await joinedFlacParts(input, seen)).length === 0) return asItIs;
  const options = { workDir, inputs: [input], signal: context.signal };
  const ffprobe: LineProbe = (argv, onLine) => context.runner.runFfprobe(argv, { ...options, onLine });
  if (await lacksPacketTimes(ffprobe, input, seen)) return asItIs;
  const read = await readTracks(ffprobe, input, seen, (argv) => look(input, argv));
  const { probe, warnings, outliers, late } = read;
  const source = join(workDir, 'normalized');
  const ffmpeg: NormalizeRun['ffmpeg'] = (argv, more) => context.runner.runFfmpeg(argv, { ...options, ...more });
  await normalizeSource({ ffmpeg, ffprobe }, { input, probe, output: source, workDir, outliers, late });
  return { probe: { ...(await look(source)), upload: uploadFormat(probe) }, source, warnings };
};

const withSample = async (context: Context, input: string, { video, ...probe }: SourceProbe): Promise<SourceProbe> => {
  if (!video) return probe;
  const workDir = await folder(context, 'source');
  const options = { workDir, inputs: [input], signal: context.signal };
  const run: SampleRun = {
    ffmpeg: (argv) => context.runner.runFfmpeg(argv, options),
    ffprobe: (argv) => context.runner.runFfprobe(argv, options),
    workDir,
  };
  return { ...probe, video: await sampleVideo(run, input, { ...probe, video }) };
};

const probeFrames = async (
  context: Context,
  input: string,
  probe: SourceProbe,
): Promise<{ timeline?: FrameTimeline; audios: SourceProbe['audios'] }> => {
  const options = { workDir: await folder(context, 'source'), inputs: [input], signal: context.signal };
  const run: LineProbe = (argv, onLine) => context.runner.runFfprobe(argv, { ...options, onLine });
  return readTimeline(run, input, probe);
};

const encodeChunks = async (context: Context, source: string, video: VideoPlan) => {
  const chunks: ParsedCmaf[][] = video.renditions.map(() => []);
  const encoded = { ...video, renditions: encodedRenditions(video) };
  let lostFrames = 0;
  for (const rendition of video.renditions.filter(({ copied }) => copied))
    chunks[video.renditions.indexOf(rendition)] = await copyRendition(context, source, video, rendition);
  for (const chunk of encoded.renditions.length > 0 ? video.chunks : []) {
    const workDir = await folder(context, `chunk${chunk.index}`);
    const run = (argv: string[]) =>
      context.runner.runFfmpeg(argv, { workDir, inputs: [source], signal: context.signal });
    const options = { threads: context.threads ?? 2, packetClock: await packetClockOf(context.runner) };
    const made = await encodeAndCheck(run, { input: source, video: encoded, chunk, outputDir: workDir, ...options });
    lostFrames += made.lostFrames;
    for (const { rendition, parsed } of made.renditions) chunks[video.renditions.indexOf(rendition)]?.push(parsed);
  }
  return { chunks, lostFrames };
};

const copyRendition = async (context: Context, source: string, video: VideoPlan, rendition: Rendition) => {
  const workDir = await folder(context, 'copy');
  const run = (argv: string[]) => context.runner.runFfmpeg(argv, { workDir, inputs: [source], signal: context.signal });
  const packetClock = await packetClockOf(context.runner);
  return copyWhole(run, { input: source, video, rendition, path: chunkFile(workDir, rendition), packetClock });
};

const encodeAudio = async (context: Context, source: string, track: AudioTrack, plan: Plan): Promise<ParsedCmaf> => {
  const workDir = await folder(context, track.name);
  const output = audioPath(context, track);
  const { feed, argv } = audioArgs(source, track, plan, output);
  const counter = createSampleCounter();
  await context.runner.runFfmpeg(argv, {
    feed,
    workDir,
    inputs: [source],
    signal: context.signal,
    onLogLine: counter.add,
  });
  const parsed = await parseCmafFile(output);
  const paddedSeconds = paddingSeconds(track, plan.video, counter.samples());
  verifyAudio(track, plan.durationMs, { parsed, paddedSeconds });
  return parsed;
};

type Made = Pick<Processed, 'plan' | 'chunks' | 'videoFiles'>;

const makeOutputs = async (context: Context, source: string, { plan, chunks, videoFiles }: Made) => {
  const workDir = await folder(context, 'outputs');
  const paths: { mp4?: string; m4a?: string; poster?: string; preview?: string } = {};
  const options = { workDir, signal: context.signal };
  for (const output of plan.outputs) {
    const path = join(workDir, output.name);
    const [first] = plan.audios;
    const video = videoFiles[plan.video?.renditions.findIndex(({ name }) => name === output.rendition) ?? -1];
    if (output.kind === 'mp4' && plan.video && video) {
      const start = await context.runner.runFfprobe(videoStartArgs(video), { ...options, inputs: [video] });
      const lastFrame = lastFrameOf(plan.video, framesOf(chunks), endTicksOf(chunks));
      const audios = plan.audios.map((track) => ({ track, path: audioPath(context, track) }));
      await context.runner.runFfmpeg(
        remuxArgs({ video, videoDelaySeconds: Number.parseFloat(start), audios, lastFrame }, path),
        {
          ...options,
          inputs: [video, ...audios.map((audio) => audio.path)],
        },
      );
      await writeLanguages(
        path,
        plan.audios.map(({ language }) => language),
      );
      paths.mp4 = path;
    }
    if (output.kind === 'audio' && first) {
      const audio = audioPath(context, first);
      await context.runner.runFfmpeg(m4aArgs(audio, first, path), { ...options, inputs: [audio] });
      await writeLanguages(path, [first.language]);
      paths.m4a = path;
    }
    if (output.kind === 'poster' && plan.poster) {
      await context.runner.runFfmpeg(posterArgs(source, plan.poster, path), { ...options, inputs: [source] });
      paths.poster = path;
    }
    if (output.kind === 'preview' && plan.preview) {
      await context.runner.runFfmpeg(previewArgs(source, plan.preview, path), { ...options, inputs: [source] });
      paths.preview = path;
    }
  }
  return paths;
};

const framesOf = ([first = []]: ParsedCmaf[][]): number =>
  first.flatMap(({ segments }) => segments).reduce((sum, { sampleCount }) => sum + sampleCount, 0);

const endTicksOf = ([first = []]: ParsedCmaf[][]): number => {
  const last = first.at(-1)?.segments.at(-1);
  return last ? last.startTicks + last.durationTicks : 0;
};

/** The first chunk, followed by the others without their init segment. A copy is already complete. */
const concatenate = async (context: Context, { video }: Plan, name: string): Promise<string> => {
  const copied = video?.renditions.find((rendition) => rendition.copied && rendition.name === name);
  if (copied) return chunkFile(join(context.dir, 'copy'), copied);
  const whole = join(await folder(context, 'outputs'), `whole-${name}.mp4`);
  for (const { index } of video?.chunks ?? []) {
    const file = chunkFile(join(context.dir, `chunk${index}`), { name });
    if (index === 0) await copyFile(file, whole);
    else await appendFile(whole, (await readFile(file)).subarray((await parseCmafFile(file)).init.sizeBytes));
  }
  return whole;
};
