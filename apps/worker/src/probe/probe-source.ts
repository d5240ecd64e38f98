import { createHash } from 'node:crypto';
import { canonicalJson, makePlan, type Plan, type Recipe, type SourceProbe, type TaskResults } from '@media/core';
import { type ClaimedTask, storePlan } from '@media/database';
import {
  findAudioEnds,
  type LineProbe,
  probeFile,
  readTimeline,
  type SampleRun,
  sampleVideo,
  tryAudios,
} from '@media/media';
import { workSource } from '../fetch/work-source.js';
import type { Step, StepContext } from '../run-task/step.js';
import type { SourceRef } from '../sources/source-ref.js';

/** Analyzes the source, down to the time of every frame, and plans all processing. */
export const probeSource: Step<'probe'> = async ({ sources, plans, usage, countEncodeSlots }, context) => {
  const { task, signal } = context;
  const work = workSource(task);
  await using source = await sources.open(work, { signal });
  const { recipe } = task.job;
  const ffprobe: LineProbe = (argv, onLine) => context.ffprobe(argv, { inputs: [source.path], onLine });
  const declared = await probeFile(context.ffprobe, source.path);
  const seen = recipe.video ? await withSample(context, source.path, declared) : declared;
  const found = recipe.audio ? await tryAudios(ffprobe, source.path, seen) : seen;
  const audios = recipe.audio ? await findAudioEnds(ffprobe, source.path, playedOf(found, recipe)) : found.audios;
  // The size of the upload, not of a remuxed copy.
  const described = { ...found, ...uploaded(task), audios, sizeBytes: task.source.sizeBytes };
  const { timeline, ...read } = recipe.video
    ? await readTimeline(ffprobe, source.path, described, context.progress)
    : { audios };
  const probe = { ...described, ...read };
  const encodeSlots = (await plans.earlierEncodeSlots(task)) ?? (await countEncodeSlots());
  const plan = makePlan(probe, timeline, recipe, { encodeSlots });
  const planHash = hashOf(plan, work);
  return {
    result: { planHash, encodeSlots, source: sizeOf(probe) },
    publish: async (tx, job) => {
      // The measured duration: for a recording that begins late, some containers declare the time of its end.
      const { durationMs } = plan;
      await storePlan(tx, job, { probe: { ...probe, durationMs }, plan, planHash });
      await usage.countSource(tx, job, durationMs);
    },
  };
};

const withSample = async (
  { ffmpeg, ffprobe, workDir }: StepContext<'probe'>,
  path: string,
  { video, ...probe }: SourceProbe,
): Promise<SourceProbe> => {
  if (!video) return probe;
  const inputs = [path];
  const run: SampleRun = {
    ffmpeg: (argv) => ffmpeg(argv, { inputs }),
    ffprobe: (argv) => ffprobe(argv, { inputs }),
    workDir,
  };
  return { ...probe, video: await sampleVideo(run, path, { ...probe, video }) };
};

const playedOf = ({ video, ...audible }: SourceProbe, recipe: Recipe): SourceProbe => ({
  ...audible,
  ...(video && recipe.video && { video }),
});

/** A remuxed copy has only the streams that are processed, and can have other codecs. */
const uploaded = ({ results }: ClaimedTask<'probe'>): Pick<SourceProbe, 'leftOutVideos' | 'upload'> => {
  const { leftOutVideos, upload } = results.fetch?.get(0) ?? {};
  return { ...(leftOutVideos && { leftOutVideos }), ...(upload && { upload }) };
};

const sizeOf = ({ video, audios }: SourceProbe): TaskResults['probe']['source'] => ({
  pixels: video ? video.codedWidth * video.codedHeight : 0,
  tracks: audios.length + (video ? 1 : 0),
});

/** Identical for the same plan and the same source bytes. */
const hashOf = (plan: Plan, { etag, sizeBytes }: SourceRef): string =>
  createHash('sha256')
    .update(canonicalJson({ plan, source: { etag, sizeBytes } }))
    .digest('hex')
    .slice(0, 32);
