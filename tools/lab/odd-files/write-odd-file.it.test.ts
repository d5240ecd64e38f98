import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OddFile, oddFiles } from './odd-file.ts';
import { writeOddFile } from './write-odd-file.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'media-odd-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const find = (start: string): OddFile => {
  for (const file of oddFiles(1)) if (file.name.startsWith(start)) return file;
  throw new Error(`no file ${start}`);
};

test.each([
  ['GIF in AVI, which has no name for it', '0298_avi_gif'],
  ['Xvid in MPEG-PS, whose frames share packets and times', '0239_vob_xvid'],
  ['AAC in W64, which does not say where its packets begin', '0246_w64_aac'],
])('a file whose muxer loses what decoders need is dropped: %s', async (_, start) => {
  expect(await writeOddFile(find(start), dir)).toBe(false);
  expect(await readdir(dir)).toEqual([]);
});

test('the fields of interlaced H.264 are marked in the order in which they were recorded', async () => {
  const file = find('0230_matroska_h264-tff');
  expect(await writeOddFile(file, dir)).toBe(true);
  const entries = ['-show_entries', 'frame=interlaced_frame,top_field_first', '-read_intervals', '%+#10'];
  const frames = execFileSync('ffprobe', ['-v', 'error', ...entries, '-of', 'csv=p=0', join(dir, file.name)]);
  const marks = frames.toString().match(/^\d,\d/gm) ?? [];
  expect(new Set(marks)).toEqual(new Set(['1,1']));
});
