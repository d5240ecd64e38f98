import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, failureMessage, makePlan, RECIPES, type SourceProbe } from '@media/core';
import { expect, test } from 'vitest';
import { makeClip } from './numbered-clip.harness.js';
import { probeSource } from './process-clip.harness.js';
import { useStudio } from './use-studio.harness.js';

const studio = useStudio();

/** A copy of a file with other bytes in all places of `from`. */
const withBytes = async (path: string, name: string, from: string, to: string): Promise<string> => {
  const changed = join(studio.dir, name);
  const bytes = (await readFile(path)).toString('latin1');
  expect(bytes).toContain(from);
  await writeFile(changed, Buffer.from(bytes.replaceAll(from, to), 'latin1'));
  return changed;
};

const clipWithAudio = (name: string) => makeClip(studio, name, { seconds: 0.5, audio: true });

const probe = async (path: string): Promise<SourceProbe> =>
  (await probeSource({ ...studio, dir: join(studio.dir, 'probe') }, path)).probe;

test("an unknown codec in Matroska has the file's own name, for audio and for video", async () => {
  const clip = await clipWithAudio('named.mkv');
  const audio = await probe(await withBytes(clip, 'audio.mkv', 'A_AAC', 'A_ZZU'));
  expect(audio.unusableAudios).toEqual([{ track: 1, codec: 'A_ZZU', problem: 'codec' }]);
  const video = await probe(await withBytes(clip, 'video.mkv', 'V_MPEG4/ISO/AVC', 'V_MPEG4/ISO/ZZU'));
  expect(video.video).toMatchObject({ codec: 'unknown', codecTag: 'V_MPEG4/ISO/ZZU' });
  const both = await withBytes(join(studio.dir, 'audio.mkv'), 'both.mkv', 'V_MPEG4/ISO/AVC', 'V_MPEG4/ISO/ZZU');
  const { video: first, unusableAudios } = await probe(both);
  expect([first?.codecTag, unusableAudios?.[0]?.codec]).toEqual(['V_MPEG4/ISO/ZZU', 'A_ZZU']);
});

test('an unknown codec in MP4 has its four-character code', async () => {
  const clip = await clipWithAudio('named.mp4');
  const renamed = await withBytes(clip, 'fourcc.mp4', 'mp4a', 'zz u');
  const { unusableAudios } = await probe(await withBytes(renamed, 'unknown.mp4', 'esds', 'zsds'));
  expect(unusableAudios).toEqual([expect.objectContaining({ codec: 'zz u', problem: 'codec' })]);
});

test('the failure of a file whose only track has an unknown codec names it', async () => {
  const clip = await makeClip(studio, 'only.mka', { seconds: 0.5, audio: true, output: ['-vn'] });
  const source = await probe(await withBytes(clip, 'unknown.mka', 'A_AAC', 'A_ZZU'));
  const failure = await Promise.resolve()
    .then(() => makePlan(source, undefined, RECIPES.stream))
    .catch((error: AppError) => failureMessage(error.code, error.details.reason));
  expect(failure).toBe("The audio uses a codec that can't be decoded (A_ZZU). Export the file as MP4 and upload that.");
});

test('a web page that is called MP4 is another kind of file', async () => {
  const path = join(studio.dir, 'page.mp4');
  await writeFile(path, '<html><body>hello</body></html>');
  const error = (await probe(path).catch((reason: unknown) => reason)) as AppError;
  expect([error.code, error.details.reason]).toEqual(['SOURCE_NOT_MEDIA', undefined]);
});

test('an MP4 whose index was never written is incomplete, not another kind of file', async () => {
  const clip = await clipWithAudio('recorded.mp4');
  const bytes = await readFile(clip);
  const path = join(studio.dir, 'interrupted.mp4');
  await writeFile(path, bytes.subarray(0, bytes.indexOf('moov') - 4));
  const error: unknown = await probe(path).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'SOURCE_DAMAGED', details: { reason: { code: 'INDEX_MISSING' } } });
  const { code, details } = error as AppError;
  expect(failureMessage(code, details.reason)).toBe(
    'The file is incomplete: its index is missing, probably because recording, copying or uploading it was interrupted. Copy or export it again and upload the new file.',
  );
});
