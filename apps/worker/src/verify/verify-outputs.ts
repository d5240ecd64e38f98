import type { FileSum } from '@media/core';
import type { ClaimedTask, JobObject } from '@media/database';
import { checkRows, chooseExcerpts, type Fault, type JobTrack } from '@media/media';
import { type Finding, throwOnFindings } from '../outputs/findings.js';
import { planOf } from '../run-task/plan-of.js';
import type { Step, StepContext, StepDeps } from '../run-task/step.js';
import { batchExcerpts } from './batch-excerpts.js';
import { checkContents, checkTexts } from './check-contents.js';
import { checkDownloads } from './check-downloads.js';
import { damagedChunks } from './damaged-chunks.js';
import { decodeExcerpts } from './decode-excerpts.js';
import { mapConcurrently } from './map-concurrently.js';
import { readExcerpt } from './read-excerpt.js';

/**
 * Verifies everything that was published before a job completes: first the rows, then that the store has all bytes, then
 * decodes video and audio at chunk boundaries and in a sample of the rest. Wrong output is made again.
 * @throws VerificationError
 */
export const verifyOutputs: Step<'verify'> = async ({ store, mediaRows }, context) => {
  const { task, signal } = context;
  const plan = planOf(task);
  const media = await mediaRows.ofJob(task.organizationId, task.jobId);
  const reported = { damaged: damagedChunks(plan, task.results), audioEnds: audioEnds(task) };
  const { tracks, faults } = checkRows(plan, media.objects, reported);
  throwOnFindings(faults.map(toFinding));
  throwOnFindings(await checkContents({ store, signal }, media, sumsOf(task)));
  throwOnFindings([
    ...(await checkTexts({ store, signal }, media.texts)),
    ...(await checkDownloads(store, media.outputs, { plan, tracks, signal })),
    ...(await checkBytes({ store }, context, tracks)),
  ]);
  return { result: {} };
};

const toFinding = ({ object, ...fault }: Fault<JobObject>): Finding => ({
  ...fault,
  ...(object && { taskId: object.taskId, key: object.key }),
});

type Task = ClaimedTask<'verify'>;

const audioEnds = ({ results }: Task): ReadonlyMap<number, number> =>
  new Map(results.audio?.values().map(({ trackIndex, endTicks }) => [trackIndex, endTicks]));

const sumsOf = ({ results: { images, package: packaged } }: Task): FileSum[] =>
  [...(images?.values() ?? []), ...(packaged?.values() ?? [])].flatMap(({ files }) => files);

const checkBytes = async (
  { store }: Pick<StepDeps, 'store'>,
  context: StepContext<'verify'>,
  tracks: readonly JobTrack<JobObject>[],
): Promise<Finding[]> => {
  const { task, signal, progress } = context;
  const plan = planOf(task);
  const { video } = plan;
  const renditionOf = ({ kind, index }: JobTrack) => (kind === 'video' ? video?.renditions[index] : undefined);
  const isCopied = (track: JobTrack<JobObject>) => renditionOf(track)?.copied === true;
  const decoding = {
    ...{
      ffmpeg: context.ffmpeg,
      workDir: context.workDir,
      clock: video?.clock,
      damaged: damagedChunks(plan, task.results),
    },
    codec: video?.codec,
    isCopied: ({ track }: { track: JobTrack<JobObject> }) => isCopied(track),
  };
  // Each attempt samples different segments besides the boundaries.
  const excerpts = chooseExcerpts(tracks, { seed: `${task.job.planHash} ${task.epoch}`, isCopied });
  const batches = batchExcerpts(excerpts, renditionOf);
  const reading = { store, signal, inits: new Map<string, Uint8Array>() };
  const findings: Finding[] = [];
  for (const [index, batch] of batches.entries()) {
    const excerpts = await mapConcurrently(batch, (excerpt) =>
      readExcerpt(reading, excerpt, renditionOf(excerpt.track)),
    );
    findings.push(...excerpts.flatMap((excerpt) => excerpt.findings));
    const good = excerpts.flatMap(({ read, findings }) => (findings.length === 0 ? [read] : []));
    findings.push(...(await decodeExcerpts(decoding, good)));
    progress((index + 1) / batches.length);
  }
  return findings;
};
