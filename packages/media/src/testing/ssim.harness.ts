import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '@media/core';
import { expect } from 'vitest';
import type { Studio } from './numbered-clip.harness.js';
import { type Processed, processClip } from './process-clip.harness.js';

/** Compared frames before and after a boundary: more than any reordering, fewer than the encoder's lookahead. */
const AROUND = 8;

/**
 * Encodes a source in chunks and, with the same settings, in one piece. Resolves with the worst difference at chunk boundaries of any rendition:
 * the lowest SSIM around a boundary minus the lowest SSIM of the single encode there (negative: worse).
 */
export const compareAtBoundaries = async (studio: Studio, source: string, recipe: Recipe, maxChunkSeconds?: number) => {
  const options = maxChunkSeconds === undefined ? {} : { maxChunkSeconds };
  const chunked = await processClip(studio.runner, source, join(studio.dir, 'chunked'), recipe, options);
  // Without accurate seeks, everything is one chunk.
  const whole = await processClip(studio.runner, source, join(studio.dir, 'whole'), recipe, { seekable: false });
  const boundaries = chunked.plan.video?.chunks.slice(1).map(({ firstFrame }) => firstFrame) ?? [];
  expect(whole.plan.video?.chunks).toHaveLength(1);
  const differences: number[] = [];
  for (const rendition of chunked.videoFiles.keys()) {
    const [parts = [], one = []] = await readSsim(studio, source, [chunked, whole], rendition);
    expect([parts.length, one.length]).toEqual([whole.plan.video?.frameCount, whole.plan.video?.frameCount]);
    for (const boundary of boundaries) {
      const lowest = (values: number[]) => Math.min(...values.slice(boundary - AROUND, boundary + AROUND));
      differences.push(lowest(parts) - lowest(one));
    }
  }
  return { boundaries: boundaries.length, worst: Math.min(...differences) };
};

/** The luma SSIM of every frame of a rendition compared with the source. */
const readSsim = async (
  { runner, dir, signal }: Studio,
  source: string,
  encodings: readonly Processed[],
  rendition: number,
): Promise<number[][]> => {
  const { width, height } = encodings[0]?.plan.video?.renditions[rendition] ?? { width: 0, height: 0 };
  const paths = encodings.map(({ videoFiles }) => videoFiles[rendition] ?? 'no such rendition');
  const lists = encodings.map((_, at) => join(dir, `ssim${at}`));
  const counted = 'settb=1/1000,setpts=N';
  const graph = [
    `[${paths.length}:v]scale=${width}:${height},${counted},split=${paths.length}${paths.map((_, at) => `[s${at}]`).join('')}`,
    ...lists.map((list, at) => `[${at}:v]${counted}[e${at}];[e${at}][s${at}]ssim=stats_file=${list}[o${at}]`),
  ];
  const argv = [
    ...[...paths, source].flatMap((path) => ['-i', `file:${path}`]),
    ...['-filter_complex', graph.join(';')],
    ...paths.flatMap((_, at) => ['-map', `[o${at}]`, '-f', 'null', '-']),
  ];
  await runner.runFfmpeg(argv, { workDir: dir, inputs: [...paths, source], signal });
  const texts = await Promise.all(lists.map((list) => readFile(list, 'utf8')));
  return texts.map((text) => [...text.matchAll(/ Y:([\d.]+)/g)].map(([, value]) => Number(value)));
};
