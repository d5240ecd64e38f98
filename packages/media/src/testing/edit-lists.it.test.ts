import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findBeeps } from './beeps.harness.js';
import { BEEP_EVERY_SECONDS, makeClip, readNumbers } from './numbered-clip.harness.js';
import { processClip } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

/** A range of the recording in seconds, or a pause. */
type Edit = { from: number; to: number } | { pause: number };

/** ISO/IEC 14496-12 8.6.6 and 8.4.2, as ffmpeg writes them. */
const [MOVIE_TIMESCALE, ENTRY_BYTES] = [1000, 12];

/** Replaces the edits of every track. ffmpeg only writes lists of two entries, the first of which is a pause. */
const writeEdits = async (path: string, edits: readonly (readonly [Edit, Edit])[]): Promise<void> => {
  const bytes = await readFile(path);
  let at = 0;
  for (const track of edits) {
    at = bytes.indexOf('elst', at + 1);
    const timescale = bytes.readUInt32BE(bytes.indexOf('mdhd', at) + 16);
    expect(bytes.readUInt32BE(at + 8)).toBe(2);
    // Where the first frame is shown, or the first sample heard.
    const start = bytes.readInt32BE(at + 12 + ENTRY_BYTES + 4);
    for (const [index, edit] of track.entries()) {
      const entry = at + 12 + index * ENTRY_BYTES;
      const seconds = 'pause' in edit ? edit.pause : edit.to - edit.from;
      bytes.writeUInt32BE(Math.round(seconds * MOVIE_TIMESCALE), entry);
      bytes.writeInt32BE('pause' in edit ? -1 : start + Math.round(edit.from * timescale), entry + 4);
    }
  }
  await writeFile(path, bytes);
};

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

const CUT = [
  { from: 0, to: 2.8 },
  { from: 4.2, to: 5.6 },
] as const;
const TRIMMED = [
  { from: 0.7, to: 3.5 },
  { from: 3.5, to: 4.9 },
] as const;
const LATE = [{ pause: 1 }, { from: 1, to: 4.2 }] as const;

type Row = { video: readonly [Edit, Edit]; audio: readonly [Edit, Edit]; numbers: number[]; beeps: number };

it.each<[string, Row]>([
  ['the middle is cut out', { video: CUT, audio: CUT, numbers: [...range(0, 84), ...range(126, 168)], beeps: 0 }],
  ['the start and the end are cut off', { video: TRIMMED, audio: TRIMMED, numbers: range(21, 147), beeps: 0 }],
  ['a pause in the audio only', { video: CUT, audio: LATE, numbers: [...range(0, 84), ...range(126, 168)], beeps: 2 }],
])('an edit list of two parts is applied: %s', async (name, { video, audio, numbers, beeps }) => {
  const output = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '2', '-g', '30'];
  const lateBy = { video: 1, audio: 1 };
  const options = { size: '128x96', seconds: 5.6, audio: true, output, lateBy };
  const clip = await makeClip(studio, `${name.replaceAll(' ', '-')}.mp4`, options);
  await writeEdits(clip, [video, audio]);
  const made = await processClip(studio.runner, clip, `${clip}-outputs`, undefined, { maxChunkSeconds: 2 });
  const { plan, mp4 = '' } = made;
  expect(plan.warnings).toEqual([]);
  // Seeks are confused where decoding goes back.
  if (video === CUT) expect(plan.video?.chunks).toHaveLength(1);
  expect(await readNumbers(studio, mp4)).toEqual(numbers);
  const heard = await findBeeps(studio, mp4);
  // Six in 4.2 s.
  const expected = range(beeps, 6).map((beep) => beep * BEEP_EVERY_SECONDS);
  expect(heard).toHaveLength(expected.length);
  for (const [index, beep] of expected.entries()) expect(Math.abs((heard[index] ?? 0) - beep)).toBeLessThan(0.04);
});
