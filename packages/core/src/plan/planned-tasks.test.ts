import { expect, test } from 'vitest';
import { TASK_KIND_NAMES, TASK_KINDS } from '../task-graph.js';
import { encodeWork } from './encode-work.js';
import { collectTimeline } from './frame-timeline.js';
import { makePlan } from './make-plan.js';
import { constantPts, planOf, sourceProbe, videoOf, videoStream } from './plan.fixture.js';
import { planTexts } from './plan-texts.js';
import { FETCH_WEIGHT, PROBE_WEIGHT } from './plan-weights.js';
import { plannedTasks, replacementTasks } from './planned-tasks.js';
import { RECIPES } from './recipe.js';

const RATE = { num: 30, den: 1 };
const PTS = constantPts(3_000, RATE);
const hevc = sourceProbe({ durationMs: 100_000, video: videoStream({ codec: 'hevc' }) });

/** The plan of a source that is copied as the only rendition. */
const planCopied = () => {
  const collector = collectTimeline({ num: 1, den: 90_000 });
  for (const [index, pts] of PTS.entries())
    collector.add({ pts, durationTicks: 3_000, sizeBytes: 2_000, isKey: index % 60 === 0, isDiscarded: false });
  const video = videoStream({ width: 640, height: 360, profile: 'High' });
  return makePlan(sourceProbe({ durationMs: 100_000, video }), collector.finish(), RECIPES.stream);
};

test.each([
  ['an encoded video', planOf(PTS, hevc)],
  ['a video without audio', planOf(PTS, { ...hevc, audios: [] })],
  ['audio alone', makePlan({ ...sourceProbe(), video: undefined }, undefined, RECIPES.stream)],
])('the weights of the tasks of %s and of fetch and probe add up to 10,000', (_, plan) => {
  const weights = plannedTasks(plan).map(({ weight }) => weight);
  expect(weights.reduce((sum, weight) => sum + weight, FETCH_WEIGHT + PROBE_WEIGHT)).toBe(10_000);
});

test('each chunk, track and image has a task, in the order of the kinds', () => {
  const plan = planOf(PTS, hevc);
  const kinds = plannedTasks(plan).map(({ kind }) => kind);
  const chunks = videoOf(plan).chunks.map(() => 'encode');
  expect(kinds).toEqual([...chunks, 'audio', 'images', 'images', 'package', 'verify']);
  expect(new Set(plannedTasks(plan).map(({ kind, index }) => `${kind} ${index}`)).size).toBe(kinds.length);
});

test('video that is only copied has no chunk to encode', () => {
  const plan = planCopied();
  const kinds = plannedTasks(plan).map(({ kind }) => kind);
  expect([videoOf(plan).copy.rule, kinds]).toEqual([
    'fit',
    ['repackage', 'audio', 'images', 'images', 'package', 'verify'],
  ]);
});

test('if copying fails, each chunk has a task that encodes the copied rendition, and together they have the weight of the copy', () => {
  const plan = planCopied();
  const video = videoOf(plan);
  const tasks = replacementTasks(plan, 1_001);
  expect(tasks.reduce((sum, { weight }) => sum + weight, 0)).toBe(1_001);
  expect(tasks.map(({ name, index }) => [name, encodeWork(video, index)?.chunk.index])).toEqual(
    video.chunks.map(({ index }) => [`chunk ${index} of 360p`, index]),
  );
  const [first] = tasks;
  expect(first?.isPlayableFirst).toBe(true);
  expect(encodeWork(video, first?.index ?? -1)).toMatchObject({
    ...{ isReplacement: true, renditions: [{ rendition: { name: '360p' }, trackIndex: 0 }] },
  });
  expect(encodeWork(video, first?.index ?? -1)?.renditions[0]?.rendition).not.toHaveProperty('copied');
  const encode = plannedTasks(planOf(PTS, hevc)).find(({ kind }) => kind === 'encode');
  expect(first?.estimatedCpuSeconds).toBeLessThan(encode?.estimatedCpuSeconds ?? 0);
});

test('a plan without a copy has nothing to replace', () => {
  expect(replacementTasks(planOf(PTS, hevc), 100)).toEqual([]);
});

const TEXT = { codec: 'subrip', default: false, forced: false, hearingImpaired: false };

test('every planned kind occurs in some plan', () => {
  const encoded = plannedTasks(planOf(PTS, hevc));
  const copied = plannedTasks(planCopied());
  const { texts } = planTexts({ texts: [{ ...TEXT, streamIndex: 2 }] }, 0);
  const withText = plannedTasks({ ...planCopied(), texts });
  const planned = new Set([...encoded, ...copied, ...withText].map(({ kind }) => kind));
  const wanted = TASK_KIND_NAMES.filter((kind) => TASK_KINDS[kind].planned);
  expect([...planned].toSorted()).toEqual(wanted.toSorted());
});
