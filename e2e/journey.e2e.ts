import { createWriteStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { JobView, SignedParts, UploadCreated, UploadView, VideoMessage, VideoView } from '@media/contracts';
import { makeClip, runDir } from '@media/testkit';
import { makeLargeFile } from '@media/testkit/large-file';
import { beforeAll, expect, test } from 'vitest';
import { type Caller, CREDENTIALS, caller, follow, getVideo, register } from './support/api.ts';
import { fetchRange, readMedia, readMultivariant } from './support/hls.ts';
import { decodeFrames, measure } from './support/measure.ts';
import { product } from './support/product.ts';
import { saveResponse } from './support/save-response.ts';

const MIB = 1024 * 1024;

const uploadSingle = async (api: Caller, file: string, details: object = {}): Promise<string> => {
  const { size } = await stat(file);
  const request = { fileName: 'clip.mp4', sizeBytes: size, contentType: 'video/mp4' };
  const { body: upload } = await api.call<UploadCreated>('POST', '/uploads', request);
  expect(upload.strategy).toBe('single');
  const put = await fetch(upload.url ?? '', { method: 'PUT', headers: upload.headers, body: await readFile(file) });
  expect(put.status).toBe(200);
  const created = await api.call<VideoView>('POST', '/videos', { uploadId: upload.id, ...details });
  expect(created.status).toBe(201);
  return created.body.id;
};

const sendParts = async (api: Caller, upload: UploadCreated, file: string, partNumbers: number[]): Promise<void> => {
  const { body } = await api.call<SignedParts>('POST', `/uploads/${upload.id}/parts`, { partNumbers });
  await using handle = await open(file);
  for (const { partNumber, url, headers, sizeBytes } of body.parts) {
    const bytes = Buffer.alloc(sizeBytes);
    await handle.read(bytes, 0, sizeBytes, (partNumber - 1) * upload.partSizeBytes);
    expect((await fetch(url, { method: 'PUT', headers, body: bytes })).status).toBe(200);
  }
};

const download = async (url: string, name: string, token?: string): Promise<{ file: string; disposition: string }> => {
  const response = await fetch(url, { ...(token && { headers: { authorization: `Bearer ${token}` } }) });
  const file = join(runDir(), name);
  await saveResponse(response, file);
  return { file, disposition: response.headers.get('content-disposition') ?? '' };
};

/** Fetches all bytes that a player would and concatenates them into one file per variant. */
const fetchHls = async (url: string): Promise<{ file: string; width: number; height: number; seconds: number }[]> => {
  const { variants } = readMultivariant(await (await fetch(url)).text(), url);
  const files = [];
  for (const { uri, width, height } of variants) {
    const { ranges, seconds, ended } = readMedia(await (await fetch(uri)).text(), uri);
    expect(ended).toBe(true);
    const file = join(runDir(), `${crypto.randomUUID()}.mp4`);
    await pipeline(
      Readable.from(ranges).map((range) => fetchRange(range)),
      createWriteStream(file),
    );
    files.push({ file, width, height, seconds });
  }
  return files;
};

const expectMonotonicProgress = (messages: VideoMessage[]): void => {
  const progress = messages.flatMap((message) => message.progress ?? []);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
  expect(progress.at(-1)).toBe(100);
  expect(messages.filter((message) => message.progress === 100 && message.status !== 'completed')).toEqual([]);
};

/** A client that dies after uploading its last byte. */
let vanishedClient: Caller;
beforeAll(async () => {
  vanishedClient = await register();
  const file = await makeClip({ seconds: 1 });
  const { size } = await stat(file);
  const request = { fileName: 'abandoned.mp4', sizeBytes: size, video: { title: 'Abandoned' } };
  const { body: upload } = await vanishedClient.call<UploadCreated>('POST', '/uploads', request);
  await fetch(upload.url ?? '', { method: 'PUT', headers: upload.headers, body: await readFile(file) });
});

test('a clip becomes HLS and MP4 with every frame, and its owner receives the progress', async () => {
  const api = await register();
  const file = await makeClip({ seconds: 9, size: '854x480', rate: '30000/1001' });
  const source = await measure(file);
  const videoId = await uploadSingle(api, file, { title: 'Grüße "aus" Köln' });
  const messages = await follow(api, videoId);
  expect(messages[0]).toMatchObject({ status: expect.any(String), progress: expect.any(Number), playable: false });
  expect(messages).toContainEqual({ playable: true });
  expect(messages.at(-1)).toMatchObject({ status: 'completed' });
  expectMonotonicProgress(messages);

  const video = await getVideo(api, videoId);
  expect(video).toMatchObject({
    status: 'completed',
    progress: 100,
    playable: true,
    source: { width: 854, height: 480 },
  });
  expect(video.outputs.map(({ kind }) => kind).sort()).toEqual(['dash', 'hls', 'mp4', 'poster', 'preview']);

  const hls = video.outputs.find(({ kind }) => kind === 'hls')?.url ?? '';
  const variants = await fetchHls(hls);
  expect(variants.map(({ height }) => height).sort()).toEqual([360, 480]);
  for (const { file: played, seconds } of variants) {
    expect(await decodeFrames(played)).toBe(source.frames);
    expect(Math.abs(seconds - source.frames * (1001 / 30_000))).toBeLessThan(0.01);
  }

  const mp4 = await download(`${product().apiUrl}/videos/${videoId}/download`, 'out.mp4', api.token);
  const result = await measure(mp4.file);
  expect(result).toMatchObject({ width: 854, height: 480, frames: source.frames, hasAudio: true });
  expect(Math.abs(result.durationSeconds - source.durationSeconds)).toBeLessThan(1001 / 30_000 + 0.001);
  expect(mp4.disposition).toContain("filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%22aus%22%20K%C3%B6ln.mp4");
  const poster = await fetch(video.outputs.find(({ kind }) => kind === 'poster')?.url ?? '');
  expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
});

test('an interrupted multipart upload resumes after a new sign-in and sends only the missing parts', async () => {
  const first = await register();
  const file = await makeLargeFile(
    await makeClip({ seconds: 4, size: '640x360' }),
    40 * MIB,
    join(runDir(), 'large.mp4'),
  );
  const { size } = await stat(file);
  const source = await measure(file);
  const request = { fileName: 'large.mp4', sizeBytes: size, video: { title: 'Large', recipe: 'compress' } };
  const { body: upload } = await first.call<UploadCreated>('POST', '/uploads', request);
  expect(upload).toMatchObject({ strategy: 'multipart', partCount: Math.ceil(size / upload.partSizeBytes) });
  expect(upload.partCount).toBeGreaterThan(1);
  await sendParts(first, upload, file, [1]);

  const login = await caller('').call<{ accessToken: string }>('POST', '/auth/login', {
    email: first.email,
    ...CREDENTIALS,
  });
  const again = caller(login.body.accessToken);
  const { body: resumed } = await again.call<UploadView>('GET', `/uploads/${upload.id}`);
  expect(resumed.uploadedParts.map(({ partNumber }) => partNumber)).toEqual([1]);
  const missing = Array.from({ length: upload.partCount - 1 }, (_, index) => index + 2);
  const early = await again.call('POST', '/videos', { uploadId: upload.id });
  expect(early).toMatchObject({ status: 409, body: { code: 'UPLOAD_INCOMPLETE', missingParts: missing } });

  await sendParts(again, upload, file, missing);
  const created = await again.call<VideoView>('POST', '/videos', { uploadId: upload.id });
  expect(created.status).toBe(201);
  expect(await again.call<VideoView>('POST', '/videos', { uploadId: upload.id })).toMatchObject({
    status: 200,
    body: { id: created.body.id },
  });
  expect((await follow(again, created.body.id)).at(-1)).toMatchObject({ status: 'completed' });
  const video = await getVideo(again, created.body.id);
  const mp4 = video.outputs.find(({ kind }) => kind === 'mp4');
  expect(video.outputs.map(({ kind }) => kind).sort()).toEqual(['mp4', 'poster', 'preview']);
  expect(mp4?.sizeBytes).toBeLessThan(size / 2);
  const result = await measure((await download(mp4?.url ?? '', 'compressed.mp4')).file);
  expect(result).toMatchObject({ width: 640, height: 360, frames: source.frames });
});

test('two workers share the work, and every attempt is recorded', async () => {
  const api = await register();
  const file = await makeClip({ seconds: 12, size: '640x360' });
  const ids = [await uploadSingle(api, file), await uploadSingle(api, file), await uploadSingle(api, file)];
  await Promise.all(ids.map((id) => follow(api, id)));
  const jobs = await Promise.all(ids.map((id) => api.call<{ items: JobView[] }>('GET', `/videos/${id}/jobs`)));
  const tasks = jobs.flatMap(({ body }) => body.items.flatMap((job) => job.tasks));
  expect(tasks.filter(({ status }) => status !== 'completed')).toEqual([]);
  expect(tasks.filter(({ attempts }) => attempts.length !== 1)).toEqual([]);
  const encodes = tasks.filter(({ kind }) => kind === 'encode').flatMap(({ attempts }) => attempts);
  expect(
    encodes.every(
      ({ exitCode, cpuSeconds, maxRssBytes }) => exitCode === 0 && (cpuSeconds ?? 0) > 0 && (maxRssBytes ?? 0) > 0,
    ),
  ).toBe(true);
  expect(new Set(tasks.flatMap(({ attempts }) => attempts.map(({ worker }) => worker))).size).toBe(2);
});

test('a file that is not a video fails immediately, with a clear message', async () => {
  const api = await register();
  const { body: upload } = await api.call<UploadCreated>('POST', '/uploads', { fileName: 'notes.mp4', sizeBytes: 11 });
  await fetch(upload.url ?? '', { method: 'PUT', headers: upload.headers, body: 'hello world' });
  const { body: video } = await api.call<VideoView>('POST', '/videos', { uploadId: upload.id });
  const messages = await follow(api, video.id);
  expect(messages.at(-1)).toEqual({
    status: 'failed',
    error: { code: 'SOURCE_NOT_MEDIA', message: expect.stringContaining("isn't a video or audio file") },
  });
  const { body: jobs } = await api.call<{ items: JobView[] }>('GET', `/videos/${video.id}/jobs`);
  expect(jobs.items[0]?.tasks.flatMap(({ attempts }) => attempts)).toHaveLength(1);
});

test('a video can be renamed, canceled while it is encoded, retried and deleted', async () => {
  const api = await register();
  const file = await makeClip({ seconds: 30, size: '1280x720', extra: ['-crf', '36'] });
  const id = await uploadSingle(api, file);
  await expect.poll(async () => (await getVideo(api, id)).status).toBe('processing');
  expect((await api.call<VideoView>('POST', `/videos/${id}/cancel`)).status).toBe(202);
  expect((await getVideo(api, id)).status).toBe('cancelled');
  expect((await api.call<VideoView>('PATCH', `/videos/${id}`, { title: 'Again' })).body.title).toBe('Again');
  expect((await api.call('POST', `/videos/${id}/retry`, { recipe: 'audio' })).status).toBe(202);
  expect((await follow(api, id)).at(-1)).toMatchObject({ status: 'completed' });
  expect((await getVideo(api, id)).outputs.map(({ kind }) => kind)).toEqual(['audio']);
  expect((await api.call('DELETE', `/videos/${id}`)).status).toBe(204);
  expect((await api.call('GET', `/videos/${id}`)).status).toBe(404);
});

// Last: the server gives the client twenty seconds before it checks (support/launch-product.ts).
test('the video is created even if the client died after its last byte', async () => {
  const titles = async () =>
    (await vanishedClient.call<{ items: VideoView[] }>('GET', '/videos')).body.items.map(({ title }) => title);
  await expect.poll(titles, { interval: 1_000 }).toEqual(['Abandoned']);
});
