import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

const OF_A_JOB = 'Works for a job, which nothing resumes while its video is in the trash.';

/** Queries that also find videos in the trash, by file. All others have `PRESENT` or `isPresent`, one for each query. */
const WITH_TRASH: Readonly<Record<string, string>> = {
  'cancel-job': OF_A_JOB,
  'count-video': 'The trash counts as stored.',
  'earlier-jobs': OF_A_JOB,
  'fail-attempt': OF_A_JOB,
  history: 'Jobs of a video are pruned wherever it is.',
  'job-graph': OF_A_JOB,
  'organization-removal': 'Deleting an organization deletes its trash.',
  'orphaned-jobs': OF_A_JOB,
  'poster-endings': OF_A_JOB,
  'poster-jobs': OF_A_JOB,
  'take-task': OF_A_JOB,
  tags: 'A tag is also renamed in the trash, so that it fits when a video is restored.',
  trash: 'The trash itself.',
  'usage-check': 'The trash counts as stored.',
};

const READS = /\bsql\.video\.(?:find|count|aggregate|groupBy)|\b(?:FROM|JOIN) video\b/g;
const CONDITIONS = /\bPRESENT\b|\bisPresent\b|\binPlace\(/g;
const countOf = (source: string, pattern: RegExp): number => source.match(pattern)?.length ?? 0;

const sources = globSync('{packages,apps}/*/src/**/*.ts', { cwd: root })
  .filter((path) => !/\.(test|fixture|fault|hostile|stores)\.ts$|\/(generated|fixtures)\//.test(path))
  .map((path) => {
    const source = readFileSync(join(root, path), 'utf8').replace(/^import .*$/gm, '');
    const name = path.replace(/^packages\/database\/src\/|\.ts$/g, '');
    return { name, reads: countOf(source, READS), conditions: countOf(source, CONDITIONS) };
  })
  .filter(({ reads }) => reads > 0);

test('every query for videos leaves out the trash, unless its file says why not', () => {
  const careless = sources.filter(({ name, reads, conditions }) => !(name in WITH_TRASH) && conditions < reads);
  expect(careless).toEqual([]);
});

test('no file is listed that reads no videos', () => {
  const readers = sources.map(({ name }) => name);
  expect(Object.keys(WITH_TRASH).filter((name) => !readers.includes(name))).toEqual([]);
});

test('a query without the condition is found', () => {
  expect(sources.length).toBeGreaterThan(10);
  expect(countOf('await sql.video.findFirst({ where }); sql`SELECT 1 FROM video`', READS)).toBe(2);
});
