import { execFileSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { RECIPES, type Recipe } from '@media/core';
import { makeClip, runDir } from '@media/testkit';
import { createFile, MP4BoxBuffer } from 'mp4box';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Job, openScene, type Scene } from '../scene.fixture.js';

const RECIPE: Recipe = {
  ...{ ...RECIPES.stream, outputs: ['hls', 'mp4'], mp4Rungs: 'all' },
  video: { ...RECIPES.stream.video, copy: false, preset: 'ultrafast' } as Recipe['video'],
};
/** Two chunks at 854x480, and two languages, the second being the source's default. */
const CLIP = {
  ...{ seconds: 7, size: '854x480' as const, rate: 10, container: 'mkv' as const },
  extra: [
    ...['-map', '0:v', '-map', '1:a', '-map', '1:a', '-disposition:a:0', '0', '-disposition:a:1', 'default'],
    ...['-metadata:s:a:0', 'language=deu', '-metadata:s:a:0', 'title=Deutsch'],
    ...['-metadata:s:a:1', 'language=pt-BR', '-metadata:s:a:1', 'title=Director speaks'],
  ],
};

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.startWorker({ WORKER_CONCURRENCY: '2' });
});
afterAll(() => scene.close());

/** ffprobe's result for a stored file, with all video frames decoded. */
const look = async (job: Job, key: string, name: string) => {
  const path = join(runDir(), `${job.videoId}-${name}`);
  await pipeline((await scene.store.get(key)).body, createWriteStream(path));
  const probe = (...args: string[]) => execFileSync('ffprobe', ['-v', 'error', ...args, path], { encoding: 'utf8' });
  const { streams } = JSON.parse(probe('-show_streams', '-of', 'json'));
  const audios = streams.filter(({ codec_type }: { codec_type: string }) => codec_type === 'audio');
  const languages = await audioLanguages(path);
  const decoded = JSON.parse(probe('-select_streams', 'v', '-count_frames', '-show_streams', '-of', 'json')).streams[0];
  return {
    ...{ height: decoded.height, frames: Number(decoded.nb_read_frames) },
    audios: audios.map(
      ({ tags, disposition }: { tags: Record<string, string>; disposition: { default: number } }, index: number) => [
        ...[tags.language, languages[index], tags.handler_name, disposition.default],
      ],
    ),
  };
};

/** The languages of a file's audio tracks as a third-party library reads them: from `elng` if there is one, otherwise from `mdhd`. */
const audioLanguages = async (path: string) => {
  const file = createFile();
  file.appendBuffer(MP4BoxBuffer.fromArrayBuffer(new Uint8Array(await readFile(path)).buffer, 0));
  file.flush();
  // mp4box.js keeps the null character at the end of `elng`.
  return file.getInfo().audioTracks.map(({ language }) => language.replace(/\0$/, ''));
};

test('each requested rung gets an MP4 with all frames of its rendition, and all audio tracks with language and title', async () => {
  const job = await scene.addVideo(await makeClip(CLIP), RECIPE);
  expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null, progress: 100 });
  const { outputs, renditions } = await scene.details(job);
  expect(renditions.map(({ name }) => name)).toEqual(['480p', '360p']);
  const mp4s = outputs.flatMap(({ kind, name, key }) => (kind === 'mp4' && key ? [{ name, key }] : []));
  expect(mp4s.map(({ name }) => name)).toEqual(['video.mp4', 'video-360p.mp4']);
  const found = [];
  for (const { name, key } of mp4s) found.push(await look(job, key, name));
  const audios = [
    ['por', 'pt-BR', 'Director speaks', 1],
    ['deu', 'deu', 'Deutsch', 0],
  ];
  expect(found).toEqual([
    { height: 480, frames: 70, audios },
    { height: 360, frames: 70, audios },
  ]);
});

test('audio that ends before the video is padded in the MP4, and has its source length and its language in the M4A', async () => {
  const recipe: Recipe = { ...RECIPE, outputs: ['hls', 'mp4', 'audio'] };
  const extra = ['-af', 'atrim=end=2', '-metadata:s:a', 'language=zh-Hans'];
  const short = { seconds: 7, size: '160x90' as const, rate: 10, container: 'mkv' as const, extra };
  const job = await scene.addVideo(await makeClip(short), recipe);
  expect(await scene.ended(job)).toMatchObject({ status: 'completed', errorCode: null });
  const { outputs } = await scene.details(job);
  const lengths = [];
  for (const { name, key } of outputs.filter(({ kind }) => kind === 'mp4' || kind === 'audio'))
    lengths.push([name, ...(await audioOf(job, key ?? '', name))]);
  expect(lengths).toEqual([
    ['video.mp4', 7, ['zh-Hans']],
    ['audio.m4a', 2, ['zh-Hans']],
  ]);
});

/** Duration of a stored file's decoded audio in whole seconds, and its languages. */
const audioOf = async (job: Job, key: string, name: string): Promise<[number, string[]]> => {
  const path = join(runDir(), `${job.videoId}-${name}`);
  await pipeline((await scene.store.get(key)).body, createWriteStream(path));
  const argv = ['-v', 'error', '-i', path, '-map', '0:a', '-ac', '1', '-ar', '8000', '-f', 's8', '-c:a', 'pcm_s8', '-'];
  return [Math.round(execFileSync('ffmpeg', argv).byteLength / 8_000), await audioLanguages(path)];
};
