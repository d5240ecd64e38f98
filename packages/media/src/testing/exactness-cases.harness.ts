import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROWS, type Row, recipe, SECONDS, SHORT_CHUNKS, x264 } from './exactness-rows.harness.js';
import { type Expected, expectExact } from './expect-exact.harness.js';
import { makeClip, readEntry, type Studio } from './numbered-clip.harness.js';
import { type Processed, processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

export type Case = { name: string; row: Row };

export const CASES: readonly Case[] = Object.entries(ROWS).map(([name, row]) => ({ name, row }));

const clipOf = (row: Row): Expected['clip'] => ({
  size: '192x108',
  seconds: SECONDS,
  audio: true,
  output: x264(50),
  ...row.clip,
});

const makeSource = async (studio: Studio, name: string, row: Row): Promise<string> => {
  const clip = await makeClip(studio, `${name}.${row.container ?? 'mp4'}`, clipOf(row));
  if (!row.change) return clip;
  const { before = [], behind = [], container } = row.change;
  const path = join(studio.dir, `${name}-changed.${container}`);
  const argv = [...before, '-i', `file:${clip}`, '-map', '0', '-c', 'copy', ...behind, `file:${path}`];
  await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: [clip], signal: studio.signal });
  return path;
};

/** Tests that outputs match their source exactly, both encoded and, if the video is compatible, copied. */
export const testExactness = ({ encoded, copied }: { encoded: readonly Case[]; copied: readonly Case[] }): void => {
  const studio = useStudio();
  let count = 0;
  const sources = new Map<string, Promise<string>>();

  const sourceOf = (name: string, row: Row): Promise<string> => {
    const source = sources.get(name) ?? makeSource(studio, name.replaceAll(' ', '-'), row);
    sources.set(name, source);
    return source;
  };
  const process = (source: string, copy: boolean): Promise<Processed> => {
    count += 1;
    return processClip(studio.runner, source, join(studio.dir, `job${count}`), recipe(copy), SHORT_CHUNKS);
  };

  it.each(encoded)(
    '$name: all frames on time, across all boundaries, in sync with the audio',
    async ({ name, row }) => {
      const source = await sourceOf(name, row);
      const processed = await process(source, false);
      const { video } = processed.plan;
      expect(processed).toMatchObject({ lostFrames: 0, ...row.proof?.facts });
      if (row.proof?.entry) expect(await readEntry(studio, source, row.proof.entry[0], 'v:0')).toBe(row.proof.entry[1]);
      expect(video?.clock.kind).toBe(row.clock ?? 'constant');
      expect(video?.chunks).toHaveLength(row.chunks ?? 3);
      await expectExact(studio, source, processed, { ...row, clip: clipOf(row) });
    },
  );

  it.each(copied)('$name: the same when its video is copied', async ({ name, row }) => {
    const source = await sourceOf(name, row);
    const processed = await process(source, true);
    expect(processed.plan.video?.copy).toMatchObject({ copied: true, rule: 'fit' });
    await expectExact(studio, source, processed, { ...row, clip: clipOf(row) });
    const [before, after] = await readFrames(studio, [source, processed.mp4 ?? 'no MP4 was made']);
    expect(after).toBe(before);
  });
};

/** A checksum of all decoded frames of each file. */
const readFrames = async (studio: Studio, paths: string[]): Promise<string[]> => {
  const sums = paths.map((_, index) => join(studio.dir, `frames${index}`));
  const outputs = sums.flatMap((sum, index) => [
    '-map',
    `${index}:v:0`,
    '-fps_mode',
    'passthrough',
    '-f',
    'md5',
    `file:${sum}`,
  ]);
  const argv = [...paths.flatMap((path) => ['-i', `file:${path}`]), ...outputs];
  await studio.runner.runFfmpeg(argv, { workDir: studio.dir, inputs: paths, signal: studio.signal });
  return Promise.all(sums.map((sum) => readFile(sum, 'utf8')));
};
