import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldSample } from '@media/core';
import { CLEAR, FIELD_KEY, type FieldComparison, fieldSampleArgs, MARKED } from './field-sample-args.js';
import type { VideoSource } from './sample-args.js';
import type { SampleRun } from './sample-run.js';

type Sample = Omit<FieldSample, 'marked'>;

/** What the fields of frames at a few places show. `isMarked`: whether the container or frames declare that they are interlaced. */
export const sampleFields = async (
  { ffmpeg, workDir }: SampleRun,
  path: string,
  source: VideoSource,
  isMarked: boolean,
): Promise<Sample> => {
  const listOf = (name: string): string => join(workDir, `fields-${name}`);
  const compare = async (filters: Readonly<Record<string, string>>): Promise<string[][]> => {
    const comparisons = Object.entries(filters).map(
      ([name, filter]): FieldComparison => ({ filters: filter, list: listOf(name) }),
    );
    await ffmpeg(fieldSampleArgs(path, source, comparisons));
    return Promise.all(comparisons.map(({ list }) => readKinds(list)));
  };
  if (!isMarked) return countKinds((await compare({ clear: CLEAR }))[0] ?? []);
  const [order = [], oneWay = [], otherWay = []] = await compare(MARKED);
  const isWhole = (frame: number): boolean => oneWay[frame] === PROGRESSIVE && otherWay[frame] === PROGRESSIVE;
  return countKinds(order.map((kind, frame) => (isWhole(frame) ? PROGRESSIVE : kind)));
};

const PROGRESSIVE = 'progressive';

const readKinds = async (list: string): Promise<string[]> =>
  (await readFile(list, 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith(FIELD_KEY))
    .map((line) => line.slice(FIELD_KEY.length + 1));

const countKinds = (kinds: readonly string[]): Sample => {
  const count = (wanted: string): number => kinds.filter((kind) => kind === wanted).length;
  return {
    topFirst: count('tff'),
    bottomFirst: count('bff'),
    progressive: count(PROGRESSIVE),
    frames: kinds.length,
  };
};
