import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as readText } from 'node:stream/consumers';
import { RECIPES, warningText } from '@media/core';
import { makeClip, runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Job, openScene, type Scene } from '../scene.fixture.js';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker({ WORKER_CONCURRENCY: '2' });
});
afterAll(() => scene.close());

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(runDir(), name);
  writeFileSync(path, content);
  return path;
};

const SRT = '1\n00:00:00,500 --> 00:00:01,000\nTom & <i>Jerry</i>\n\n2\n00:00:02,500 --> 00:00:09,000\nBis zum Ende\n';
const ASS = `[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\an8\\b1}Oben{\\b0}\\Nund{\\p1}m 0 0 l 9 9{\\p0} mehr
`;
const CHAPTERS = `;FFMETADATA1
[CHAPTER]
TIMEBASE=1/1000
START=5000
END=6500
title=One
[CHAPTER]
TIMEBASE=1/1000
START=6500
END=8000
title=Two
`;

/** A recording that begins at five seconds, with two text tracks, one without cues, and chapters. */
const makeSource = async (): Promise<string> => {
  const clip = await makeClip({ seconds: 3, size: '320x180' });
  const inputs = [
    clip,
    file('s.srt', SRT),
    file('s.ass', ASS),
    file('s.vtt', 'WEBVTT\n\n'),
    file('chapters.txt', CHAPTERS),
  ];
  const source = join(runDir(), 'texts.mkv');
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', ...inputs.flatMap((input) => ['-i', input])],
    ...['-map', '0', '-map', '1', '-map', '2', '-map', '3', '-map_chapters', '4', '-c', 'copy'],
    ...['-metadata:s:s:0', 'language=ger', '-metadata:s:s:1', 'title=Signs "1"', '-disposition:s:1', '+forced'],
    ...['-disposition:s:0', 'default', '-output_ts_offset', '5', source],
  ]);
  return source;
};

const contentsOf = async (job: Job): Promise<string[]> => {
  const { texts } = await scene.details(job);
  return Promise.all(texts.map(async ({ key }) => readText((await scene.store.get(key)).body)));
};

test('text subtitles and chapters of a source become WebVTT tracks and chapters of the video', async () => {
  const job = await scene.addVideo(await makeSource(), RECIPES.stream);
  expect((await scene.ended(job)).status).toBe('completed');
  const { texts, chapters, warnings } = await scene.details(job);
  expect(texts).toMatchObject([
    { name: 't0', label: 'de', language: 'de', kind: 'subtitles', default: true, forced: false },
    { name: 't1', label: 'Signs 1', kind: 'subtitles', default: false, forced: true },
  ]);
  const [german, signs] = await contentsOf(job);
  expect(german).toMatch(
    /^WEBVTT\n\n00:00:00\.500 --> 00:00:01\.000\nTom &amp; <i>Jerry<\/i>\n\n00:00:02\.500 --> 00:00:03\.0\d\d\nBis zum Ende\n$/,
  );
  expect(signs).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:0\n<b>Oben</b>\nund mehr\n');
  expect(chapters).toEqual([
    { startMs: 0, endMs: 1_500, title: 'One' },
    { startMs: 1_500, endMs: 3_000, title: 'Two' },
  ]);
  expect(warnings.map((warning) => warningText(warning as never))).toEqual([
    'Subtitle track 3 (Subtitles 3, WebVTT) was left out because it contains no text.',
  ]);
  expect(await scene.keys(`media/${job.videoId}/`)).toEqual(await scene.namedKeys(job));
});
